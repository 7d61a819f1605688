import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { checksType, type GuardrailPolicy } from "../../policy-pack/policies";
import type { ExpiredException } from "../../stacks/guardrails";
import type { InvokeRecord } from "./monitor";
import type { ResourceRecord } from "./record";
import { resourceAnalyzer, stackAnalyzer } from "./sdk";

/** A violation of a policy by one resource. */
export interface Violation {
  readonly policy: string;
  readonly enforcementLevel: "advisory" | "mandatory";
  readonly severity: "low" | "medium" | "high" | "critical" | "unspecified";
  readonly urn: string;
  readonly message: string;
}

/** Result of the policies on one stack. */
export interface PolicyFindings {
  readonly violations: readonly Violation[];
  /** Number of resources checked, by policy; 0 for a policy that matched no resource. */
  readonly checked: Readonly<Record<string, number>>;
}

/** Resources and function calls of one stack. */
export interface StackContents {
  readonly records: readonly ResourceRecord[];
  readonly invokes: readonly InvokeRecord[];
}

/** Rule that every resource names its provider: the engine enforces `disable-default-providers`, mocks do not. */
const EXPLICIT_PROVIDER = "explicit-provider";

/** Rule that an exception from a guardrail is renewed or removed when it ends. */
export const EXPIRED_EXCEPTION = "expired-exception";

/** Type of the component that creates the organization policies, which contain the exceptions. */
const GUARDRAILS = "platform:organization:GuardrailPolicies";

type Analyze<Message> = (request: Message) => Promise<analyzer.AnalyzeResponse>;

/**
 * Evaluates the policy pack on the resources of a plan with the SDK functions that answer the engine, so that the plan
 * and `pulumi preview` report the same. Calls each policy only on resources of its types.
 */
export class PolicyChecker {
  readonly #byType = new Map<
    string,
    { names: string[]; analyze: Analyze<analyzer.AnalyzeRequest> } | undefined
  >();
  readonly #stackAnalyzers = new Map<string, Analyze<analyzer.AnalyzeStackRequest>>();

  /** @param expired Exceptions that have expired: reported for the stack that creates the organization policies. */
  public constructor(
    private readonly policies: readonly GuardrailPolicy[],
    private readonly expired: readonly ExpiredException[] = [],
  ) {
    for (const { policy } of policies) {
      if ("validateStack" in policy) {
        this.#stackAnalyzers.set(policy.name, stackAnalyzer([policy]));
      }
    }
  }

  /** Names of all rules, the plan's own first. */
  public get names(): string[] {
    return [
      EXPLICIT_PROVIDER,
      EXPIRED_EXCEPTION,
      ...this.policies.map(({ policy }) => policy.name),
    ];
  }

  public async check(stack: StackContents): Promise<PolicyFindings> {
    const checked = Object.fromEntries(this.names.map((name) => [name, 0]));
    const violations: Violation[] = [];
    const count = (policy: string, number: number): void => {
      checked[policy] = (checked[policy] ?? 0) + number;
    };
    const own = withoutProvider(stack);
    count(EXPLICIT_PROVIDER, own.checked);
    violations.push(...own.violations);
    const guardrails = stack.records.find(({ type }) => type === GUARDRAILS);
    if (guardrails) {
      count(EXPIRED_EXCEPTION, this.expired.length);
      violations.push(
        ...this.expired.map((exception) => expiredViolation(guardrails.urn, exception)),
      );
    }

    const providers = providersOf(stack.records);
    for (const record of stack.records) {
      const applicable = this.#policiesFor(record.type);
      if (applicable) {
        applicable.names.forEach((name) => {
          count(name, 1);
        });
        const response = await applicable.analyze(resourceRequest(record, providers));
        violations.push(...violationsOf(response, record.urn));
      }
    }
    for (const { policy, types } of this.policies) {
      const analyze = this.#stackAnalyzers.get(policy.name);
      if (analyze) {
        const seen = stack.records.filter(({ type }) => checksType(types, type));
        count(policy.name, seen.length);
        if (seen.length > 0) {
          const request = new analyzer.AnalyzeStackRequest();
          request.setResourcesList(seen.map((record) => stackResource(record, providers)));
          violations.push(...violationsOf(await analyze(request), stack.records[0]?.urn ?? ""));
        }
      }
    }
    return { violations: violations.sort(byUrn), checked };
  }

  #policiesFor(type: string) {
    if (!this.#byType.has(type)) {
      const policies = this.policies
        .filter(({ policy, types }) => "validateResource" in policy && checksType(types, type))
        .map(({ policy }) => policy);
      this.#byType.set(
        type,
        policies.length === 0
          ? undefined
          : { names: policies.map(({ name }) => name), analyze: resourceAnalyzer(policies) },
      );
    }
    return this.#byType.get(type);
  }
}

function byUrn(left: Violation, right: Violation): number {
  return left.urn.localeCompare(right.urn) || left.message.localeCompare(right.message);
}

/** Packages whose resources must name their provider. */
const packages = ["aws", "kubernetes"];
/** Packages of remote components that create such resources. */
const remotePackages = ["awsx", "eks"];

function withoutProvider({ records, invokes }: StackContents) {
  const violations: Violation[] = [];
  const violation = (urn: string, what: string): void => {
    violations.push({
      policy: EXPLICIT_PROVIDER,
      enforcementLevel: "mandatory",
      severity: "critical",
      urn,
      message: `${what} names no provider and would use the credentials of the environment; give it a provider or a parent that has one`,
    });
  };
  let checked = 0;
  for (const record of records) {
    const [packageName = ""] = record.type.split(":");
    if (packages.includes(packageName) || remotePackages.includes(packageName)) {
      checked += 1;
      const named = record.custom
        ? record.providerUrn !== ""
        : record.providerUrn !== "" || record.providerPackages.includes("aws");
      if (!named) {
        violation(record.urn, "the resource");
      }
    }
  }
  for (const { token, providerUrn } of invokes) {
    if (packages.includes(token.split(":")[0] ?? "")) {
      checked += 1;
      if (providerUrn === "") {
        violation(records[0]?.urn ?? "", `the call of ${token}`);
      }
    }
  }
  return { checked, violations };
}

function expiredViolation(urn: string, exception: ExpiredException): Violation {
  const { guardrail, account, expires, reason } = exception;
  return {
    policy: EXPIRED_EXCEPTION,
    enforcementLevel: "mandatory",
    severity: "high",
    urn,
    message: `the exception of account ${account} from guardrail ${guardrail} ended on ${expires} (${reason}); remove it from organization.guardrails.${guardrail}.exceptions, or set a later date`,
  };
}

type Providers = ReadonlyMap<string, analyzer.AnalyzerProviderResource>;

function providersOf(records: readonly ResourceRecord[]): Providers {
  const providers = new Map<string, analyzer.AnalyzerProviderResource>();
  for (const record of records) {
    if (record.type.startsWith("pulumi:providers:")) {
      const provider = new analyzer.AnalyzerProviderResource();
      provider.setType(record.type);
      provider.setName(record.name);
      provider.setUrn(record.urn);
      provider.setProperties(record.inputs);
      providers.set(record.urn, provider);
    }
  }
  return providers;
}

function optionsOf(record: ResourceRecord): analyzer.AnalyzerResourceOptions {
  const options = new analyzer.AnalyzerResourceOptions();
  options.setProtect(record.options.protect ?? false);
  options.setIgnorechangesList([...(record.options.ignoreChanges ?? [])]);
  options.setAdditionalsecretoutputsList([...(record.options.additionalSecretOutputs ?? [])]);
  options.setParent(record.parent);
  return options;
}

function resourceRequest(record: ResourceRecord, providers: Providers): analyzer.AnalyzeRequest {
  const request = describe(new analyzer.AnalyzeRequest(), record, providers);
  return request.setProperties(record.inputs);
}

function stackResource(record: ResourceRecord, providers: Providers): analyzer.AnalyzerResource {
  const resource = describe(new analyzer.AnalyzerResource(), record, providers);
  resource.setProperties(record.state);
  resource.setParent(record.parent);
  resource.setDependenciesList([...record.dependencies]);
  const map = resource.getPropertydependenciesMap();
  for (const [property, urns] of Object.entries(record.propertyDependencies)) {
    const dependencies = new analyzer.AnalyzerPropertyDependencies();
    dependencies.setUrnsList([...urns]);
    map.set(property, dependencies);
  }
  return resource;
}

/** Sets the fields of a resource that both kinds of request contain. */
function describe<T extends analyzer.AnalyzeRequest | analyzer.AnalyzerResource>(
  message: T,
  record: ResourceRecord,
  providers: Providers,
): T {
  message.setType(record.type);
  message.setName(record.name);
  message.setUrn(record.urn);
  message.setOptions(optionsOf(record));
  message.setProvider(providers.get(record.providerUrn));
  return message;
}

const severities = ["unspecified", "low", "medium", "high", "critical"] as const;

function violationsOf(response: analyzer.AnalyzeResponse, urn: string): Violation[] {
  return response.getDiagnosticsList().map((diagnostic) => ({
    policy: diagnostic.getPolicyname(),
    enforcementLevel:
      diagnostic.getEnforcementlevel() === analyzer.EnforcementLevel.ADVISORY
        ? "advisory"
        : "mandatory",
    severity: severities[diagnostic.getSeverity()],
    urn: diagnostic.getUrn() || urn,
    message: withoutDescription(diagnostic),
  }));
}

/** Removes the policy's description, which the SDK puts before the message: the plan prints the policy's name. */
function withoutDescription(diagnostic: analyzer.AnalyzeDiagnostic): string {
  const message = diagnostic.getMessage();
  const prefix = `${diagnostic.getDescription()}\n`;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

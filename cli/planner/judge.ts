import * as analyzer from "@pulumi/pulumi/proto/analyzer_pb";
import { type GuardrailPolicy, judges } from "../../policy-pack/policies";
import type { ExpiredException } from "../../stacks/guardrails";
import type { InvokeRecord } from "./monitor";
import type { ResourceRecord } from "./record";
import { resourceAnalyzer, stackAnalyzer } from "./sdk";

/** One thing that a policy has found wrong. */
export interface Violation {
  readonly policy: string;
  readonly enforcementLevel: "advisory" | "mandatory";
  readonly severity: "low" | "medium" | "high" | "critical" | "unspecified";
  readonly urn: string;
  readonly message: string;
}

export interface Judgement {
  readonly violations: readonly Violation[];
  /** Number of resources judged, by policy; a policy that judged none is there with 0. */
  readonly judged: Readonly<Record<string, number>>;
}

/** What is judged: the resources and function calls of one stack. */
export interface Judged {
  readonly records: readonly ResourceRecord[];
  readonly invokes: readonly InvokeRecord[];
}

/** Name of the rule that every resource names its provider: mocks do not enforce what the engine's switch does. */
export const EXPLICIT_PROVIDER = "explicit-provider";

/** Name of the rule that an exception from a guardrail is renewed or removed when it ends. */
export const EXPIRED_EXCEPTION = "expired-exception";

/** The component whose policies exceptions are written into. */
const GUARDRAILS = "platform:organization:GuardrailPolicies";

type Analyze<Request> = (request: Request) => Promise<analyzer.AnalyzeResponse>;

/**
 * Evaluates the policy pack on the resources of a plan, by the functions that answer the engine: a policy sees, says
 * and forgives the same in both. Each policy is only called on the types it judges.
 */
export class Judge {
  readonly #byType = new Map<
    string,
    { names: string[]; analyze: Analyze<analyzer.AnalyzeRequest> } | undefined
  >();
  readonly #stackAnalyzers = new Map<string, Analyze<analyzer.AnalyzeStackRequest>>();

  /** @param expired Exceptions that have expired: told where the guardrails are made. */
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

  public async judge(stack: Judged): Promise<Judgement> {
    const judged = Object.fromEntries(this.names.map((name) => [name, 0]));
    const violations: Violation[] = [];
    const count = (policy: string, number: number): void => {
      judged[policy] = (judged[policy] ?? 0) + number;
    };
    const own = withoutProvider(stack);
    count(EXPLICIT_PROVIDER, own.judged);
    violations.push(...own.violations);
    const made = stack.records.find(({ type }) => type === GUARDRAILS);
    if (made) {
      count(EXPIRED_EXCEPTION, this.expired.length);
      violations.push(...this.expired.map((exception) => expiredViolation(made.urn, exception)));
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
        const seen = stack.records.filter(({ type }) => judges(types, type));
        count(policy.name, seen.length);
        if (seen.length > 0) {
          const request = new analyzer.AnalyzeStackRequest();
          request.setResourcesList(seen.map((record) => stackResource(record, providers)));
          violations.push(...violationsOf(await analyze(request), stack.records[0]?.urn ?? ""));
        }
      }
    }
    return { violations: violations.sort(byUrn), judged };
  }

  #policiesFor(type: string) {
    if (!this.#byType.has(type)) {
      const policies = this.policies
        .filter(({ policy, types }) => "validateResource" in policy && judges(types, type))
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

/** Packages whose resources must name their provider, and the remote components that make such resources. */
const packages = ["aws", "kubernetes"];
const remotePackages = ["awsx", "eks"];

function withoutProvider({ records, invokes }: Judged) {
  const violations: Violation[] = [];
  const violation = (urn: string, what: string): void => {
    violations.push({
      policy: EXPLICIT_PROVIDER,
      enforcementLevel: "mandatory",
      severity: "critical",
      urn,
      message: `${what} names no provider and would be made with whatever credentials are at hand; give it a provider or a parent that has one`,
    });
  };
  let judged = 0;
  for (const record of records) {
    const [packageName = ""] = record.type.split(":");
    if (packages.includes(packageName) || remotePackages.includes(packageName)) {
      judged += 1;
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
      judged += 1;
      if (providerUrn === "") {
        violation(records[0]?.urn ?? "", `the call of ${token}`);
      }
    }
  }
  return { judged, violations };
}

function expiredViolation(urn: string, exception: ExpiredException): Violation {
  const { guardrail, account, expires, reason } = exception;
  return {
    policy: EXPIRED_EXCEPTION,
    enforcementLevel: "mandatory",
    severity: "high",
    urn,
    message: `the exception of account ${account} from guardrail ${guardrail} ended on ${expires} (${reason}) and counts no longer; remove it from organization.guardrails.${guardrail}.exceptions, or agree on a later date`,
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

/** What both kinds of request say of a resource. */
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

/** The SDK puts the policy's description before the message; the plan shows the policy's name beside it anyway. */
function withoutDescription(diagnostic: analyzer.AnalyzeDiagnostic): string {
  const message = diagnostic.getMessage();
  const prefix = `${diagnostic.getDescription()}\n`;
  return message.startsWith(prefix) ? message.slice(prefix.length) : message;
}

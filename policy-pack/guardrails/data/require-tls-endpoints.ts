import { isFalse, isTrue, known, objects, readPath, switchedOff } from "../support/readings";
import { denyExcept } from "../support/statements";
import { controlTower, fsbp } from "../types/frameworks";
import type { Guardrail } from "../types/guardrail";
import type { Finding, ResourceView } from "../types/preview-rule";

export const requireTlsEndpoints: Guardrail = {
  id: "require-tls-endpoints",
  deny: [
    {
      policyType: "SERVICE_CONTROL_POLICY",
      // The other services have no condition key for the protocol.
      statements: (context) => [
        denyExcept(context, {
          Sid: "RequireTlsEndpoints",
          Action: ["transfer:CreateServer", "transfer:UpdateServer"],
          Resource: ["*"],
          Condition: {
            "ForAnyValue:StringEquals": { "transfer:RequestServerProtocols": ["FTP"] },
          },
        }),
      ],
    },
  ],
  preview: {
    resource: [
      {
        types: ["aws:cloudfront/distribution:Distribution"],
        check: (distribution) => [...viewersUseTls(distribution), ...originsUseTls(distribution)],
      },
      {
        types: ["aws:apigateway/domainName:DomainName"],
        check: (domain) =>
          known(domain, "securityPolicy") === "TLS_1_0"
            ? [{ message: "admits TLS 1.0; set securityPolicy to TLS_1_2" }]
            : [],
      },
      {
        types: ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"],
        check: domainRequiresTls,
      },
      {
        types: ["aws:rds/proxy:Proxy"],
        check: (proxy) => switchedOff(proxy, "requireTls", "set it"),
      },
      {
        types: ["aws:transfer/server:Server"],
        check: (server) => {
          const protocols = known(server, "protocols");
          return Array.isArray(protocols) && protocols.includes("FTP")
            ? [{ message: "uses plain FTP; use SFTP or FTPS" }]
            : [];
        },
      },
    ],
  },
  detect: [
    { securityHubControl: "CloudFront.3" },
    { securityHubControl: "CloudFront.9" },
    { securityHubControl: "CloudFront.10" },
    { securityHubControl: "CloudFront.15" },
    { securityHubControl: "ES.8" },
    { securityHubControl: "Opensearch.8" },
    { securityHubControl: "RDS.43" },
    { securityHubControl: "Transfer.2" },
  ],
  calls: [
    "apigateway:PATCH",
    "apigateway:POST",
    "cloudfront:CreateDistribution",
    "cloudfront:UpdateDistribution",
    "es:CreateDomain",
    "es:CreateElasticsearchDomain",
    "es:UpdateDomainConfig",
    "es:UpdateElasticsearchDomainConfig",
    "rds:CreateDBProxy",
    "rds:ModifyDBProxy",
  ],
  parameters: {},
  about: {
    title: "Require TLS 1.2 or later on distributions, APIs and domains",
    why: "without TLS, others can read or change traffic on its way to an endpoint",
    comply: "Require HTTPS or TLS of version 1.2 or later, both from clients and to origins",
    severity: "high",
    frameworks: [
      fsbp("CloudFront.3"),
      fsbp("CloudFront.9"),
      fsbp("CloudFront.10"),
      fsbp("Opensearch.8"),
      fsbp("Transfer.2"),
      controlTower("CT.CLOUDFRONT.PR.3"),
    ],
    requirements: [],
    peers: ["Pulumi compliance policies"],
  },
};

const oldProtocols = ["SSLv3", "TLSv1", "TLSv1.1"];

function viewersUseTls(distribution: ResourceView): Finding[] {
  const findings = ["defaultCacheBehavior", "orderedCacheBehaviors"]
    .filter((property) =>
      objects(known(distribution, property)).some(
        (behavior) => behavior["viewerProtocolPolicy"] === "allow-all",
      ),
    )
    .map((property) => ({
      message: `answers plain HTTP in ${property}; set viewerProtocolPolicy to redirect-to-https`,
    }));
  const version = readPath(distribution, "viewerCertificate.minimumProtocolVersion");
  // The default certificate of CloudFront admits TLS 1.0, and minimumProtocolVersion has no effect on it.
  const weak =
    isTrue(known(distribution, "viewerCertificate.cloudfrontDefaultCertificate")) ||
    version.state === "absent" ||
    (version.state === "known" && !/^TLSv1\.[23]/.test(String(version.value)));
  return weak
    ? [
        ...findings,
        {
          message:
            "admits TLS 1.0 or 1.1; set a certificate of the company and minimumProtocolVersion TLSv1.2_2021",
        },
      ]
    : findings;
}

function originsUseTls(distribution: ResourceView): Finding[] {
  return objects(known(distribution, "origins"))
    .flatMap((origin) => objects(origin["customOriginConfig"]))
    .flatMap((origin) => {
      const protocols: unknown = origin["originSslProtocols"];
      const old = Array.isArray(protocols)
        ? oldProtocols.filter((protocol) => protocols.includes(protocol))
        : [];
      return [
        ...(origin["originProtocolPolicy"] === "http-only"
          ? [
              {
                message:
                  "connects to an origin by plain HTTP; set originProtocolPolicy to https-only",
              },
            ]
          : []),
        ...(old.length > 0
          ? [
              {
                message: `offers ${old.join(", ")} to an origin; keep only TLSv1.2 in originSslProtocols`,
              },
            ]
          : []),
      ];
    });
}

function domainRequiresTls(domain: ResourceView): Finding[] {
  const policy = readPath(domain, "domainEndpointOptions.tlsSecurityPolicy");
  const weak =
    policy.state === "absent" ||
    (policy.state === "known" && !String(policy.value).startsWith("Policy-Min-TLS-1-2-"));
  const options = readPath(domain, "domainEndpointOptions");
  return [
    ...(options.state === "absent" || isFalse(known(domain, "domainEndpointOptions.enforceHttps"))
      ? [{ message: "does not enforce HTTPS; set domainEndpointOptions.enforceHttps to true" }]
      : []),
    ...(weak
      ? [{ message: "admits TLS 1.0; set tlsSecurityPolicy to Policy-Min-TLS-1-2-PFS-2023-10" }]
      : []),
  ];
}

import type { PolicyCases } from "../cases";

const DISTRIBUTION = "aws:cloudfront/distribution:Distribution";
const API = "aws:apigateway/domainName:DomainName";
const domains = ["aws:elasticsearch/domain:Domain", "aws:opensearch/domain:Domain"];
const PROXY = "aws:rds/proxy:Proxy";
const FILES = "aws:transfer/server:Server";

const origin = (custom: object = {}): object => ({
  customOriginConfig: {
    originProtocolPolicy: "https-only",
    originSslProtocols: ["TLSv1.2"],
    ...custom,
  },
});
const sound = {
  viewerCertificate: { acmCertificateArn: "arn", minimumProtocolVersion: "TLSv1.2_2021" },
  defaultCacheBehavior: { viewerProtocolPolicy: "redirect-to-https" },
  orderedCacheBehaviors: [{ viewerProtocolPolicy: "https-only" }],
  origins: [origin(), { domainName: "bucket.s3.amazonaws.com" }],
};
const options = (extra: object = {}): Record<string, unknown> => ({
  domainEndpointOptions: {
    enforceHttps: true,
    tlsSecurityPolicy: "Policy-Min-TLS-1-2-PFS-2023-10",
    ...extra,
  },
});

export const cases: PolicyCases = {
  violating: [
    {
      title: "a distribution that answers plain HTTP",
      type: DISTRIBUTION,
      inputs: { ...sound, defaultCacheBehavior: { viewerProtocolPolicy: "allow-all" } },
      message: /answers plain HTTP in defaultCacheBehavior/,
    },
    {
      title: "a distribution that answers plain HTTP on one path among others",
      type: DISTRIBUTION,
      inputs: {
        ...sound,
        orderedCacheBehaviors: [
          { viewerProtocolPolicy: "https-only" },
          { viewerProtocolPolicy: "allow-all" },
        ],
      },
      message: /answers plain HTTP in orderedCacheBehaviors/,
    },
    {
      title: "a distribution with CloudFront's certificate",
      type: DISTRIBUTION,
      inputs: {
        ...sound,
        viewerCertificate: {
          cloudfrontDefaultCertificate: true,
          minimumProtocolVersion: "TLSv1.2_2021",
        },
      },
      message: /admits TLS 1.0 or 1.1/,
    },
    {
      title: "a distribution of TLS 1.1",
      type: DISTRIBUTION,
      inputs: { ...sound, viewerCertificate: { minimumProtocolVersion: "TLSv1.1_2016" } },
      message: /admits TLS 1.0 or 1.1/,
    },
    {
      title: "a distribution that names no version",
      type: DISTRIBUTION,
      inputs: { ...sound, viewerCertificate: { acmCertificateArn: "arn" } },
      message: /admits TLS 1.0 or 1.1/,
    },
    {
      title: "an origin of plain HTTP",
      type: DISTRIBUTION,
      inputs: { ...sound, origins: [origin(), origin({ originProtocolPolicy: "http-only" })] },
      message: /connects to an origin by plain HTTP/,
    },
    {
      title: "an origin of old protocols",
      type: DISTRIBUTION,
      inputs: { ...sound, origins: [origin({ originSslProtocols: ["TLSv1", "TLSv1.2"] })] },
      message: /offers TLSv1 to an origin/,
    },
    {
      title: "an API's domain of TLS 1.0",
      type: API,
      inputs: { securityPolicy: "TLS_1_0" },
      message: /admits TLS 1.0/,
    },
    ...domains.flatMap((type) => [
      { title: `a ${type} without options`, type, message: /does not enforce HTTPS/ },
      {
        title: `a ${type} that takes plain HTTP`,
        type,
        inputs: options({ enforceHttps: false }),
        message: /does not enforce HTTPS/,
      },
      {
        title: `a ${type} of TLS 1.0`,
        type,
        inputs: options({ tlsSecurityPolicy: "Policy-Min-TLS-1-0-2019-07" }),
        message: /admits TLS 1.0/,
      },
    ]),
    {
      title: "a proxy that takes plain connections",
      type: PROXY,
      message: /does not set requireTls/,
    },
    {
      title: "a server of plain FTP",
      type: FILES,
      inputs: { protocols: ["SFTP", "FTP"] },
      message: /uses plain FTP/,
    },
  ],
  compliant: [
    { type: DISTRIBUTION, inputs: sound },
    { type: API },
    { type: API, inputs: { securityPolicy: "TLS_1_2" } },
    ...domains.map((type) => ({ type, inputs: options() })),
    { type: PROXY, inputs: { requireTls: true } },
    { type: FILES },
    { type: FILES, inputs: { protocols: ["SFTP", "FTPS"] } },
  ],
};

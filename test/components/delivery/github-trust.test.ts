import * as assert from "node:assert/strict";
import {
  githubProviderArn,
  type GithubRepository,
  githubSubjects,
  githubTrust,
} from "../../../components/delivery/github-trust";
import { placeOf } from "../../../components/shared/place";

const legacy: GithubRepository = {
  organization: "Acme",
  name: "shop",
  repositoryId: "4711",
  subjectFormat: "legacy",
};
const immutable: GithubRepository = {
  organization: "Acme",
  name: "shop",
  organizationId: "65",
  repositoryId: "4711",
  subjectFormat: "immutable",
};
const provider = githubProviderArn(placeOf("us-east-1", "111111111111"));

describe("githubSubjects", () => {
  it("writes the subject by names for repositories that keep the old format [r2.17]", () => {
    assert.deepEqual(githubSubjects(legacy, "pull_request"), ["repo:Acme/shop:pull_request"]);
    assert.deepEqual(githubSubjects(legacy, "ref:refs/heads/main"), [
      "repo:Acme/shop:ref:refs/heads/main",
    ]);
  });

  it("writes the subject by names and ids for repositories of the immutable format [r2.17]", () => {
    assert.deepEqual(githubSubjects(immutable, "environment:production"), [
      "repo:Acme@65/shop@4711:environment:production",
    ]);
  });

  it("lists both while a repository changes over", () => {
    assert.deepEqual(
      githubSubjects({ ...immutable, subjectFormat: "both" }, "environment:production"),
      ["repo:Acme/shop:environment:production", "repo:Acme@65/shop@4711:environment:production"],
    );
  });

  it("rejects the immutable format without the id of the owner: a name alone would never match", () => {
    assert.throws(
      () => githubSubjects({ ...legacy, subjectFormat: "immutable" }, "pull_request"),
      /Acme\/shop needs organizationId/,
    );
  });
});

describe("githubTrust", () => {
  it("is, for the legacy format, exactly this document [r2.17, B12, B13]", () => {
    assert.deepEqual(githubTrust(provider, [legacy], "environment:production"), {
      Effect: "Allow",
      Principal: {
        Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
      },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": ["repo:Acme/shop:environment:production"],
          "token.actions.githubusercontent.com:repository_id": ["4711"],
        },
      },
    });
  });

  it("is, for the immutable format, exactly this document [r2.17, B12, B13]", () => {
    assert.deepEqual(githubTrust(provider, [immutable], "pull_request"), {
      Effect: "Allow",
      Principal: {
        Federated: "arn:aws:iam::111111111111:oidc-provider/token.actions.githubusercontent.com",
      },
      Action: "sts:AssumeRoleWithWebIdentity",
      Condition: {
        StringEquals: {
          "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
          "token.actions.githubusercontent.com:sub": ["repo:Acme@65/shop@4711:pull_request"],
          "token.actions.githubusercontent.com:repository_id": ["4711"],
        },
      },
    });
  });

  it("admits no repository without its id, whatever its name [r2.17]", () => {
    const other = { ...legacy, name: "site", repositoryId: "4712" };
    const { Condition } = githubTrust(provider, [legacy, other], "pull_request");
    assert.deepEqual(Condition?.["StringEquals"], {
      "token.actions.githubusercontent.com:aud": "sts.amazonaws.com",
      "token.actions.githubusercontent.com:sub": [
        "repo:Acme/shop:pull_request",
        "repo:Acme/site:pull_request",
      ],
      "token.actions.githubusercontent.com:repository_id": ["4711", "4712"],
    });
  });
});

import * as aws from "@pulumi/aws";
import * as pulumi from "@pulumi/pulumi";
import { advised, type ExampleProgram, trustOf, UNTAGGED } from "./program";

/** An HTTP API whose only route is a function. */
export const httpApi: ExampleProgram = {
  title: "HTTP API with functions",
  build: ({ provider, account }) => {
    const options = { provider };
    const role = new aws.iam.Role("handler", { assumeRolePolicy: trustOf("lambda") }, options);
    new aws.iam.RolePolicyAttachment(
      "handler-logs",
      {
        role: role.name,
        policyArn: "arn:aws:iam::aws:policy/service-role/AWSLambdaBasicExecutionRole",
      },
      options,
    );
    const handler = new aws.lambda.Function(
      "handler",
      {
        runtime: "nodejs22.x",
        handler: "index.handler",
        role: role.arn,
        code: new pulumi.asset.AssetArchive({
          "index.mjs": new pulumi.asset.StringAsset(
            "export const handler = () => ({ statusCode: 200, body: 'ok' });",
          ),
        }),
      },
      options,
    );
    const api = new aws.apigatewayv2.Api("shop", { protocolType: "HTTP" }, options);
    const integration = new aws.apigatewayv2.Integration(
      "handler",
      {
        apiId: api.id,
        integrationType: "AWS_PROXY",
        integrationUri: handler.arn,
        payloadFormatVersion: "2.0",
      },
      options,
    );
    new aws.apigatewayv2.Route(
      "orders",
      {
        apiId: api.id,
        routeKey: "GET /orders",
        target: pulumi.interpolate`integrations/${integration.id}`,
      },
      options,
    );
    new aws.apigatewayv2.Stage(
      "default",
      { apiId: api.id, name: "$default", autoDeploy: true },
      options,
    );
    new aws.lambda.Permission(
      "api",
      {
        action: "lambda:InvokeFunction",
        function: handler.name,
        principal: "apigateway.amazonaws.com",
        sourceArn: pulumi.interpolate`arn:aws:execute-api:us-east-1:${account}:${api.id}/*/*`,
      },
      options,
    );
  },
  expected: [
    advised("require-access-logs", "default", "the stage logs no requests"),
    advised("require-tags", "handler", UNTAGGED),
  ],
};

// An OpenID provider made by others, as a ministry could run it: it asks for PKCE, takes a code once,
// signs with a key of its own, and shows its own pages for the sign-in and the consent. `node server.mjs PORT CLIENT SECRET BACK` says when it answers.
import { generateKeyPairSync } from "node:crypto";

import Provider from "oidc-provider";

const [port, client, secret, back] = process.argv.slice(2);
const signing = (kind, options, alg) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: "jwk" }),
  alg,
  use: "sig",
  kid: alg,
});
const keys = [
  signing("rsa", { modulusLength: 2048 }, "RS256"),
  signing("ec", { namedCurve: "P-256" }, "ES256"),
];
const algorithm = process.env.SIGNED_WITH || "RS256";
const provider = new Provider(`http://localhost:${port}`, {
  clients: [
    {
      client_id: client,
      client_secret: secret,
      redirect_uris: [back],
      grant_types: ["authorization_code"],
      response_types: ["code"],
      id_token_signed_response_alg: algorithm,
    },
  ],
  jwks: { keys },
  pkce: { required: () => true },
  cookies: { keys: ["only for tests, on this machine"] },
  features: { devInteractions: { enabled: true } },
  ttl: { AccessToken: 600, AuthorizationCode: 60, IdToken: 600, Interaction: 600, Session: 600, Grant: 600 },
});
provider.listen(Number(port), "127.0.0.1", () => console.log("answers"));

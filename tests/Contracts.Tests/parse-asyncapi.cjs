// Parses a description of events with the official parser: node parse-asyncapi.cjs <folder of node_modules> <file>
// Ends with 1 and the reasons when it is no AsyncAPI.
const { readFileSync } = require("node:fs");
const { resolve } = require("node:path");
const [modules, file] = process.argv.slice(2);
const { Parser } = require(resolve(modules, "@asyncapi/parser"));

new Parser().parse(readFileSync(file, "utf8")).then(({ document, diagnostics }) => {
  const errors = diagnostics.filter((d) => d.severity === 0);
  for (const error of errors.slice(0, 20)) console.error(`${error.path.join("/")}: ${error.message}`);
  if (!document || errors.length > 0) process.exit(1);
  console.log(`${document.channels().length} channels, ${document.components().schemas().length} schemas, version ${document.version()}`);
});

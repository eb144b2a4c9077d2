// Holds every rendered resource to the types of the Kubernetes API: unknown fields, missing ones and wrong kinds of values
// are errors of the compiler.   node schema.mjs <folder of node_modules> <rendered file>...
import { createRequire } from "node:module";
import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import path from "node:path";

const [modules, ...files] = process.argv.slice(2);
const require = createRequire(path.resolve(modules, "x.js"));
const ts = require("typescript");

// YAML is read by the interpreter that the tests need anyway.
const read = file => JSON.parse(execFileSync("/usr/bin/python3", ["-c",
  "import sys,json,yaml; print(json.dumps([d for d in yaml.safe_load_all(open(sys.argv[1])) if d]))", file], { maxBuffer: 1 << 28 }));

const places = [];
const imports = new Set();
let body = "";
for (const file of files) {
  for (const resource of read(file)) {
    const type = `I${resource.kind}`;
    imports.add(`import type { ${type} } from "kubernetes-models/${resource.apiVersion}/${resource.kind}";`);
    places.push(`${path.basename(file)} ${resource.kind}/${resource.metadata.name}`);
    body += `export const r${places.length - 1}: ${type} = ${JSON.stringify(resource)};\n`;
  }
}
const source = [...imports].join("\n") + "\n" + body;
const head = imports.size;
const name = path.resolve(modules, "rendered.mts");
const options = { strict: true, noEmit: true, skipLibCheck: true, target: ts.ScriptTarget.ES2022, module: ts.ModuleKind.NodeNext, moduleResolution: ts.ModuleResolutionKind.NodeNext, types: [] };
const host = ts.createCompilerHost(options);
const original = host.getSourceFile;
host.getSourceFile = (file, ...rest) => file === name ? ts.createSourceFile(file, source, rest[0]) : original(file, ...rest);
host.fileExists = file => file === name || ts.sys.fileExists(file);
const program = ts.createProgram([name], options, host);
const faults = ts.getPreEmitDiagnostics(program).filter(d => d.file?.fileName === name || !d.file);
for (const fault of faults.slice(0, 20)) {
  const line = fault.file ? fault.file.getLineAndCharacterOfPosition(fault.start).line - head : -1;
  console.error(`${places[line] ?? "?"}: ${ts.flattenDiagnosticMessageText(fault.messageText, " ").slice(0, 600)}`);
}
console.log(`${places.length} resources, ${faults.length} faults`);
process.exit(faults.length === 0 && places.length > 0 ? 0 : 1);

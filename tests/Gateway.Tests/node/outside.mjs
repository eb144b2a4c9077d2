// Clients that are not ours, through TLS: connect-node in both of its protocols, and grpc-js. Reads one JSON object
// of settings and writes one JSON line for each thing it has seen.
import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import http2 from 'node:http2';
import { createFileRegistry, fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorSetSchema } from '@bufbuild/protobuf/wkt';
import { createClient, ConnectError, Code } from '@connectrpc/connect';
import { createConnectTransport, createGrpcTransport } from '@connectrpc/connect-node';
import * as grpc from '@grpc/grpc-js';
import { loadFileDescriptorSetFromBuffer } from '@grpc/proto-loader';
import { Validator } from '@seriousme/openapi-schema-validator';

const setting = JSON.parse(readFileSync(0, 'utf8'));
const contract = readFileSync(setting.contract);
const registry = createFileRegistry(fromBinary(FileDescriptorSetSchema, contract));
const ca = readFileSync(setting.certificate);
const say = (what, found) => console.log(JSON.stringify({ what, ...found }));
const bearer = token => ({ headers: { authorization: token } });

const transports = {
  json: createConnectTransport({ baseUrl: setting.tls, httpVersion: '1.1', useBinaryFormat: false, nodeOptions: { ca } }),
  jsonOverHttp2: createConnectTransport({ baseUrl: setting.tls, httpVersion: '2', useBinaryFormat: false, nodeOptions: { ca } }),
  binary: createConnectTransport({ baseUrl: setting.tls, httpVersion: '2', useBinaryFormat: true, nodeOptions: { ca } }),
  grpc: createGrpcTransport({ baseUrl: setting.tls, nodeOptions: { ca } }),
};

async function refusal(call) {
  try {
    await call();
    return { code: 'ok' };
  } catch (e) {
    const error = ConnectError.from(e);
    const info = error.details.find(d => d.type === 'google.rpc.ErrorInfo');
    return { code: Code[error.code], message: error.rawMessage, reason: info?.debug?.reason ?? '', details: error.details.length };
  }
}

// The law, the same in every form.
for (const [form, transport] of Object.entries(transports)) {
  const law = createClient(registry.getService('shuangjian.policy.v1.PolicyService'), transport);
  const answer = await law.getParameter({ key: 'a/b', division: '530102' });
  say('answer', { form, key: answer.parameter.key, unit: answer.parameter.unit });
  say('failure', { form, ...await refusal(() => law.getParameter({ key: 'fail/NotFound' })) });
  say('deadline', { form, ...await refusal(() => law.getParameter({ key: 'slow' }, { timeoutMs: 300 })) });
  const keys = createClient(registry.getService('shuangjian.integrator.v1.ApiKeyService'), transport);
  say('nobody', { form, ...await refusal(() => keys.listApiKeys({ division: '530102' })) });
  say('expired', { form, ...await refusal(() => keys.listApiKeys({ division: '530102' }, bearer(setting.expired))) });
  say('stolen', { form, ...await refusal(() => keys.listApiKeys({ division: '530103' }, bearer(setting.token))) });
  say('revoked', { form, ...await refusal(() => keys.listApiKeys({ division: '530102' }, bearer(setting.revoked))) });
  say('own', { form, ...await refusal(() => keys.listApiKeys({ division: '530102' }, bearer(setting.token))) });
  say('key', { form, ...await refusal(() => keys.listApiKeys({ division: '530102' }, bearer(setting.key))) });
}
const ledger = createClient(registry.getService('shuangjian.custody.v1.LedgerService'), transports.json);
say('stream', await refusal(async () => { for await (const _ of ledger.postEntries((async function* () { yield {}; })(), bearer(setting.bank))) break; }));

// grpc-js: unary, and a stream in both directions.
const loaded = grpc.loadPackageDefinition(loadFileDescriptorSetFromBuffer(contract)).shuangjian;
const credentials = grpc.credentials.createSsl(ca);
const address = new URL(setting.tls).host;
const policy = new loaded.policy.v1.PolicyService(address, credentials);
await new Promise(done => policy.GetParameter({ key: 'a/b' }, (error, answer) => { say('grpc-js', { code: error ? error.code : 0, unit: answer?.parameter?.unit }); done(); }));
const books = new loaded.custody.v1.LedgerService(address, credentials);
const authorized = new grpc.Metadata();
authorized.set('authorization', setting.bank);
await new Promise(done => {
  const stream = books.PostEntries(authorized);
  let answers = 0;
  stream.on('data', () => { answers++; if (answers < 100) stream.write({}); else stream.end(); });
  stream.on('end', () => { say('duplex', { answers }); done(); });
  stream.on('error', error => { say('duplex', { answers, error: error.message }); done(); });
  stream.write({});
});

// A body of 100 MB, as one message of gRPC and as JSON.
await new Promise(done => {
  const huge = new grpc.Client(address, credentials, { 'grpc.max_send_message_length': -1 });
  huge.makeUnaryRequest('/shuangjian.policy.v1.PolicyService/GetParameter', m => m, m => m, Buffer.alloc(100 * 1024 * 1024), error => { say('huge', { form: 'grpc', code: grpc.status[error?.code ?? 0] }); done(); });
});
const json = await fetch(`${setting.web}/shuangjian.policy.v1.PolicyService/GetParameter`, { method: 'POST', headers: { 'content-type': 'application/json' }, body: Buffer.alloc(100 * 1024 * 1024, 0x20) })
  .then(async answer => ({ status: answer.status, code: (await answer.json()).code }), error => ({ status: 0, code: String(error.cause ?? error) }));
say('huge', { form: 'json', ...json });

// A thousand half-open streams of one caller, while another calls on.
const others = createClient(registry.getService('shuangjian.policy.v1.PolicyService'), transports.grpc);
const sessions = await Promise.all(Array.from({ length: 10 }, () => new Promise((done, failed) => {
  const session = http2.connect(setting.tls, { ca });
  session.on('error', () => {});
  session.once('remoteSettings', () => done(session)).once('error', failed);
})));
const ended = [];
for (const session of sessions) {
  for (let i = 0; i < 100; i++) {
    const stream = session.request({ ':method': 'POST', ':path': '/shuangjian.custody.v1.LedgerService/PostEntries', 'content-type': 'application/grpc', te: 'trailers', authorization: setting.bank }, { endStream: false });
    stream.on('error', () => {});
    ended.push(new Promise(done => {
      stream.on('response', headers => { if (headers['grpc-status']) { stream.close(); done(headers['grpc-status']); } });
      setTimeout(() => done('open'), 4000);
    }));
  }
}
const times = [];
for (let i = 0; i < 100; i++) {
  const began = performance.now();
  await others.getParameter({ key: 'a/b' });
  times.push(performance.now() - began);
}
const ends = await Promise.all(ended);
say('half-open', { refused: ends.filter(e => e === '8').length, open: ends.filter(e => e === 'open').length, slowest: Math.max(...times) });
sessions.forEach(session => session.destroy());

// A storm of one caller, while another calls on.
const storm = createClient(registry.getService('shuangjian.policy.v1.PolicyService'), transports.jsonOverHttp2);
const outcomes = { ok: 0, refused: 0, hints: 0, other: 0 };
const storming = Promise.all(Array.from({ length: 20 }, async () => {
  for (let i = 0; i < 100; i++) {
    try {
      await storm.listRules({}, bearer(setting.stormy));
      outcomes.ok++;
    } catch (e) {
      const error = ConnectError.from(e);
      if (error.code === Code.ResourceExhausted) { outcomes.refused++; if (error.metadata.get('retry-after')) outcomes.hints++; } else if (error.code === Code.Unimplemented) outcomes.ok++; else outcomes.other++;
    }
  }
}));
let unharmed = 0;
for (let i = 0; i < 50; i++) if ((await refusal(() => others.getParameter({ key: 'a/b' }, bearer(setting.token)))).code === 'ok') unharmed++;
await storming;
say('storm', { ...outcomes, unharmed });

const document = await (await fetch(`${setting.web}/openapi.json`)).json();
const result = await new Validator().validate(document);
say('openapi', { valid: result.valid, errors: JSON.stringify(result.errors ?? '').slice(0, 500), paths: Object.keys(document.paths).length });
process.exit(0);

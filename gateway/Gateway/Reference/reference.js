// The reference: reads the contract once and shows one service, message or enum at a time.
'use strict';

const words = {
  zh: {
    audiences: '可调用者', departments: '部门', anyDepartment: '任何部门', division: '行政区划', noDivision: '不涉及单一区划',
    resource: '由所涉资源决定，由服务核验', field: '请求字段', request: '请求', response: '应答', streams: '流式，仅限 gRPC', reveals: '可能返回未脱敏的个人信息，须说明用途并留痕',
    fieldName: '字段', type: '类型', meaning: '含义', value: '取值', none: '没有匹配的名称', services: '服务', messages: '消息', enums: '枚举与错误原因', public: '公众，无需令牌', switch: 'English',
  },
  en: {
    audiences: 'May call', departments: 'Departments', anyDepartment: 'any department', division: 'Division', noDivision: 'about no single division',
    resource: 'that of the resource, checked by the service', field: 'field of the request', request: 'Request', response: 'Response', streams: 'stream, over gRPC alone', reveals: 'may answer unmasked personal data: states a purpose and is audited',
    fieldName: 'Field', type: 'Type', meaning: 'Meaning', value: 'Value', none: 'nothing has that name', services: 'Services', messages: 'Messages', enums: 'Enums and error reasons', public: 'anyone, without a token', switch: '中文',
  },
};

let language = localStorage.getItem('language') === 'en' ? 'en' : 'zh';
let entries = [];
const say = key => words[language][key];

/** Makes an element; text is always text, never markup. */
function make(tag, properties = {}, ...children) {
  const element = Object.assign(document.createElement(tag), properties);
  element.append(...children);
  return element;
}

const shortOf = name => name.split('.').pop();
const comment = text => make('p', { className: 'comment', textContent: text });
const link = (name, text = shortOf(name)) => make('a', { href: '#' + name, textContent: text });
const tag = (text, kind = '') => make('span', { className: 'tag ' + kind, textContent: text });

function collect(contract) {
  for (const part of contract.packages) {
    for (const service of part.services) {
      entries.push({ kind: 'services', name: service.name, part: part.name, show: () => showService(service) });
      for (const method of service.methods) {
        entries.push({ kind: 'method', name: `${service.name}.${method.name}`, part: part.name, show: () => showService(service, method.name) });
      }
    }
    for (const message of part.messages) entries.push({ kind: 'messages', name: message.name, part: part.name, show: () => showMessage(message) });
    for (const type of part.enums) entries.push({ kind: 'enums', name: type.name, part: part.name, show: () => showEnum(type) });
  }
}

function callers(method) {
  const cell = make('dd');
  for (const audience of method.audiences) cell.append(audience === 'PUBLIC' ? tag(`PUBLIC · ${say('public')}`, 'open') : tag(audience));
  return cell;
}

function departments(method) {
  return make('dd', {}, ...(method.departments.length ? method.departments.map(d => tag(d)) : [say('anyDepartment')]));
}

function division(method) {
  if (!method.division) return make('dd', {}, say('noDivision'));
  return method.division === 'resource' ? make('dd', {}, say('resource')) : make('dd', {}, `${say('field')} `, make('code', {}, method.division));
}

function methodCard(service, method) {
  const card = make('section', { className: 'card', id: `${service.name}.${method.name}` });
  card.append(make('h3', {}, method.name), make('div', { className: 'path' }, `POST /${service.name}/${method.name}`), comment(method.comment));
  if (method.streams) card.append(tag(`${method.streams} ${say('streams')}`, 'warn'));
  if (method.reveals) card.append(tag(say('reveals'), 'warn'));
  const facts = make('dl', {}, make('dt', {}, say('audiences')), callers(method));
  if (method.audiences.includes('REGULATOR')) facts.append(make('dt', {}, say('departments')), departments(method));
  facts.append(
    make('dt', {}, say('division')), division(method),
    make('dt', {}, say('request')), make('dd', {}, link(method.request)),
    make('dt', {}, say('response')), make('dd', {}, link(method.response)));
  card.append(facts);
  return card;
}

function showService(service, method) {
  return { title: service.name, comment: service.comment, parts: service.methods.map(m => methodCard(service, m)), at: method && `${service.name}.${method}` };
}

function typeCell(field) {
  const cell = make('td', {}, field.refers ? link(field.refers, field.type) : make('code', {}, field.type));
  if (field.repeated) cell.append('[]');
  if (field.oneof) cell.append(make('div', { className: 'rule' }, `oneof ${field.oneof}`));
  return cell;
}

function showMessage(message) {
  const rows = message.fields.map(field => make('tr', {},
    make('td', {}, make('code', {}, field.name), ...(field.json === field.name ? [] : [make('div', { className: 'rule' }, field.json)])),
    typeCell(field),
    make('td', {}, comment(field.comment), ...(field.rule ? [make('div', { className: 'rule' }, field.rule)] : []))));
  const head = make('tr', {}, ...['fieldName', 'type', 'meaning'].map(key => make('th', {}, say(key))));
  return { title: message.name, comment: message.comment, parts: rows.length ? [make('section', { className: 'card' }, make('table', {}, head, ...rows))] : [] };
}

function showEnum(type) {
  const head = make('tr', {}, make('th', {}, say('value')), make('th', {}, '#'), make('th', {}, say('meaning')));
  const rows = type.values.map(value => make('tr', { id: `${type.name}.${value.name}` },
    make('td', {}, make('code', {}, value.name)), make('td', {}, String(value.number)), make('td', {}, comment(value.comment))));
  return { title: type.name, comment: type.comment, parts: [make('section', { className: 'card' }, make('table', {}, head, ...rows))] };
}

function show() {
  const name = decodeURIComponent(location.hash.slice(1));
  const entry = entries.find(e => e.name === name) ?? entries.find(e => e.kind === 'services');
  if (!entry) return;
  const page = entry.show();
  const main = document.getElementById('main');
  main.replaceChildren(make('h2', {}, page.title), comment(page.comment), ...page.parts);
  if (page.at) document.getElementById(page.at)?.scrollIntoView();
  else scrollTo(0, 0);
}

function list() {
  const wanted = document.getElementById('search').value.trim().toLowerCase();
  const fits = entry => wanted ? entry.name.toLowerCase().includes(wanted) : entry.kind === 'services' || entry.name.endsWith('.ErrorReason');
  const nav = document.getElementById('nav');
  nav.replaceChildren();
  for (const part of new Set(entries.map(e => e.part))) {
    const found = entries.filter(e => e.part === part && fits(e)).slice(0, 200);
    if (!found.length) continue;
    nav.append(make('h2', {}, part), make('ul', {}, ...found.map(e => make('li', {},
      link(e.name, e.kind === 'method' ? e.name.split('.').slice(-2).join('.') : shortOf(e.name))))));
  }
  if (!nav.children.length) nav.append(say('none'));
}

function speak() {
  document.documentElement.lang = language === 'zh' ? 'zh-CN' : 'en';
  for (const element of document.querySelectorAll('[data-zh]')) element.textContent = element.dataset[language];
  document.getElementById('language').textContent = say('switch');
  list();
  show();
}

document.getElementById('search').addEventListener('input', list);
document.getElementById('language').addEventListener('click', () => {
  language = language === 'zh' ? 'en' : 'zh';
  localStorage.setItem('language', language);
  speak();
});
addEventListener('hashchange', show);
fetch('contract.json').then(answer => answer.json()).then(contract => { collect(contract); speak(); });

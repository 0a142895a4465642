"use strict";
// Drives camlint through the library that VS Code's clients are made of, looks at each answer with the library's own
// guards, and writes what it saw to RESULT for protocol_test.py to judge.

const fs = require("node:fs");
const path = require("node:path");
const { spawn } = require("node:child_process");
const { pathToFileURL } = require("node:url");
const lsp = require("vscode-languageserver-protocol/node");

const project = process.cwd();
const seen = { invalid: [] };
let server;
const late = setTimeout(() => end("too late"), 30000);

function end(problem) {
  clearTimeout(late);
  if (problem && server) server.kill("SIGKILL");
  seen.problem = problem;
  fs.writeFileSync(process.env.RESULT, JSON.stringify(seen));
  process.exit(problem ? 3 : 0);
}

function check(is_valid, what, value) {
  if (!is_valid) seen.invalid.push([what, value]);
  return value;
}

function check_all(guard, what, list) {
  check(Array.isArray(list), what, list);
  for (const one of list) check(guard(one), what, one);
  return list;
}

const uri_of = (name) => pathToFileURL(path.join(project, name)).href;
const document_of = (name) => ({ textDocument: { uri: uri_of(name) } });
const bytes_of = (name) => Buffer.from(fs.readFileSync(path.join(project, name)));

// Positions count bytes here: utf-8 was asked for.
function text_of(name, range) {
  const lines = bytes_of(name).toString("latin1").split("\n");
  const { start, end } = range;
  const text = start.line === end.line ? lines[start.line].slice(start.character, end.character)
    : [lines[start.line].slice(start.character), ...lines.slice(start.line + 1, end.line),
      lines[end.line].slice(0, end.character)].join("\n");
  return Buffer.from(text, "latin1").toString();
}

function position_behind(name, part) {
  const head = bytes_of(name).toString("latin1").split(Buffer.from(part).toString("latin1"))[0] + Buffer.from(part).toString("latin1");
  return { line: head.split("\n").length - 1, character: head.length - head.lastIndexOf("\n") - 1 };
}

const end_of = (name) => ({ line: bytes_of(name).toString().split("\n").length - 1, character: 0 });
const all_of = (name) => ({ start: { line: 0, character: 0 }, end: end_of(name) });

function apply(name, edits) {
  let text = bytes_of(name).toString("latin1");
  const starts = [0];
  for (let i = 0; i < text.length; i += 1) if (text[i] === "\n") starts.push(i + 1);
  const offset = (p) => starts[p.line] + p.character;
  for (const edit of [...edits].sort((a, b) => offset(b.range.start) - offset(a.range.start))) {
    text = text.slice(0, offset(edit.range.start)) + Buffer.from(edit.newText).toString("latin1") + text.slice(offset(edit.range.end));
  }
  return Buffer.from(text, "latin1").toString();
}

const edits_here = (name, edit) => {
  check(lsp.WorkspaceEdit.is(edit), "WorkspaceEdit", edit);
  const changes = (edit.documentChanges || []).filter((c) => c.textDocument && c.textDocument.uri === uri_of(name));
  return edit.changes ? edit.changes[uri_of(name)] || [] : changes.flatMap((c) => c.edits);
};

const shown = (name, items) => check_all(lsp.Diagnostic.is, "Diagnostic", items).map((d) =>
  ({ code: d.code, severity: d.severity, source: d.source, text: text_of(name, d.range), start: d.range.start, message: d.message,
    href: d.codeDescription && d.codeDescription.href }));

function connect(settings) {
  server = spawn("camlint", ["lsp"], { stdio: ["pipe", "pipe", "inherit"], cwd: project });
  const log = { error: (m) => seen.invalid.push(["log", m]), warn() {}, info() {}, log() {} };
  const connection = lsp.createProtocolConnection(new lsp.StreamMessageReader(server.stdout),
    new lsp.StreamMessageWriter(server.stdin), log);
  connection.onRequest(lsp.ConfigurationRequest.type, (params) => {
    seen.sections = params.items.map((item) => item.section);
    return params.items.map(() => settings.now);
  });
  connection.onRequest(lsp.RegistrationRequest.type, () => null);
  connection.onRequest(lsp.DiagnosticRefreshRequest.type, () => { settings.refreshed(); return null; });
  connection.onRequest(lsp.WorkDoneProgressCreateRequest.type, () => null);
  connection.onNotification(lsp.PublishDiagnosticsNotification.type, () => { seen.pushed = true; });
  connection.listen();
  return connection;
}

const capabilities = {
  general: { positionEncodings: ["utf-8"] },
  window: { workDoneProgress: true },
  workspace: {
    configuration: true, workspaceEdit: { documentChanges: true, resourceOperations: ["create"] }, diagnostics: { refreshSupport: true },
    didChangeConfiguration: {}, didChangeWatchedFiles: { dynamicRegistration: true },
  },
  textDocument: {
    diagnostic: { relatedDocumentSupport: false }, synchronization: {}, inlayHint: {},
    completion: { completionItem: { snippetSupport: true, documentationFormat: ["markdown"] } },
    hover: { contentFormat: ["markdown", "plaintext"] },
    codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ["quickfix", "source.fixAll"] } } },
    documentSymbol: { hierarchicalDocumentSymbolSupport: true },
    semanticTokens: { requests: { full: true, range: true }, tokenTypes: [], tokenModifiers: [], formats: ["relative"] },
  },
};

async function pull(connection, name) {
  const ask = (known) => connection.sendRequest(lsp.DocumentDiagnosticRequest.type,
    { ...document_of(name), ...(known && { previousResultId: known }) });
  const report = await ask(seen.last_result);
  check(report.kind === "full" && report.resultId, "a new report", report);
  const again = await ask(report.resultId);
  check(again.kind === "unchanged" && again.resultId === report.resultId, "no new report", again);
  seen.last_result = report.resultId;
  return shown(name, report.items);
}

async function pull_all(connection) {
  const files = {};
  const progress = [];
  const keep = (report) => {
    for (const one of report.items) {
      const name = path.basename(new URL(one.uri).pathname);
      files[name] = (files[name] || []).concat(shown(name, one.items || []).map((d) => [d.code, d.text]));
    }
  };
  const partial = connection.onProgress(lsp.WorkspaceDiagnosticRequest.partialResult, "partial", (report) => {
    seen.has_partial_results = true;
    keep(report);
  });
  const work = connection.onProgress(lsp.WorkDoneProgress.type, "work", (value) => {
    check(lsp.WorkDoneProgress.is({ value }) || ["begin", "report", "end"].includes(value.kind), "progress", value);
    progress.push(value.kind);
  });
  const last = await connection.sendRequest(lsp.WorkspaceDiagnosticRequest.type,
    { previousResultIds: [], partialResultToken: "partial", workDoneToken: "work" });
  keep(last);
  partial.dispose();
  work.dispose();
  return { files, progress };
}

// On a busy machine an answer may be there before its cancellation leaves; one of some tries must be in time.
async function cancel(connection) {
  for (let tries = 0; tries < 50; tries += 1) {
    const source = new lsp.CancellationTokenSource();
    const answer = connection.sendRequest(lsp.WorkspaceDiagnosticRequest.type, { previousResultIds: [] }, source.token);
    source.cancel();
    const code = await answer.then(() => undefined, (error) => error.code);
    if (code !== undefined) return code;
  }
  return "always answered";
}

function decode(name, tokens, legend) {
  check(lsp.SemanticTokens.is(tokens), "SemanticTokens", tokens);
  const lines = bytes_of(name).toString("latin1").split("\n");
  const found = [];
  for (let i = 0, line = 0, column = 0; i < tokens.data.length; i += 5) {
    const [down, right, length, type, modifiers] = tokens.data.slice(i, i + 5);
    column = down ? right : column + right;
    line += down;
    const text = Buffer.from(lines[line].slice(column, column + length), "latin1").toString();
    found.push([text, legend.tokenTypes[type], legend.tokenModifiers.filter((_, bit) => modifiers & (1 << bit))]);
  }
  return found;
}

async function completion(connection, name, behind) {
  const list = await connection.sendRequest(lsp.CompletionRequest.type, { ...document_of(name), position: position_behind(name, behind) });
  check(list && list.isIncomplete === false, "CompletionList", list);
  for (const item of list.items) {
    check(typeof item.label === "string", "label", item);
    check(lsp.TextEdit.is(item.textEdit) || lsp.InsertReplaceEdit.is(item.textEdit), "textEdit", item);
    check(lsp.MarkupContent.is(item.documentation), "documentation", item);
  }
  return list.items.map((item) => item.label);
}

async function symbols(connection, name) {
  const list = check_all(lsp.DocumentSymbol.is, "DocumentSymbol", await connection.sendRequest(lsp.DocumentSymbolRequest.type, document_of(name)));
  return list.map((one) => ({ text: text_of(name, one.range), children: one.children.map((c) => text_of(name, c.range)) }));
}

async function actions(connection, name, range, only) {
  const context = { diagnostics: [], ...(only && { only }) };
  const list = check_all(lsp.CodeAction.is, "CodeAction",
    await connection.sendRequest(lsp.CodeActionRequest.type, { ...document_of(name), range, context }));
  return list.map((one) => ({ title: one.title, kind: one.kind, preferred: one.isPreferred === true, text: apply(name, edits_here(name, one.edit)),
    creates: (one.edit.documentChanges || []).filter((c) => c.kind === "create").map((c) => path.basename(new URL(c.uri).pathname)) }));
}

async function look_at(connection, legend) {
  const hover = await connection.sendRequest(lsp.HoverRequest.type,
    { ...document_of("camera.prompt"), position: position_behind("camera.prompt", "[Ped") });
  check(lsp.Hover.is(hover), "Hover", hover);
  seen.hover = { text: hover.contents.value, kind: hover.contents.kind, range: hover.range && text_of("camera.prompt", hover.range) };
  const hints = await connection.sendRequest(lsp.InlayHintRequest.type, { ...document_of("camera.prompt"), range: all_of("camera.prompt") });
  seen.hints = check_all(lsp.InlayHint.is, "InlayHint", hints).map((hint) => [hint.label, hint.position]);
  seen.tokens = decode("camera.prompt",
    await connection.sendRequest(lsp.SemanticTokensRequest.type, document_of("camera.prompt")), legend);
  seen.symbols = await symbols(connection, "camera.prompt");
  seen.english = await completion(connection, "open.prompt", "[");
  seen.chinese = await completion(connection, "chinese.prompt", "【");
}

async function change(connection) {
  const label = { start: position_behind("fix.prompt", "["), end: position_behind("fix.prompt", "[Psuh in") };
  seen.actions = await actions(connection, "fix.prompt", label);
  seen.fix_all = await actions(connection, "fix.prompt", all_of("fix.prompt"), ["source.fixAll.camlint"]);
  const options = { tabSize: 4, insertSpaces: true };
  const edits = await connection.sendRequest(lsp.DocumentFormattingRequest.type, { ...document_of("fix.prompt"), options });
  seen.formatted = apply("fix.prompt", check_all(lsp.TextEdit.is, "TextEdit", edits));
  const first = { start: { line: 0, character: 0 }, end: { line: 1, character: 0 } };
  const some = await connection.sendRequest(lsp.DocumentRangeFormattingRequest.type, { ...document_of("fix.prompt"), options, range: first });
  seen.formatted_first = apply("fix.prompt", check_all(lsp.TextEdit.is, "TextEdit", some));
}

// The server asks for them, and says when diagnostics are to be pulled again.
function set(connection, settings, value) {
  return new Promise((resolve) => {
    settings.refreshed = resolve;
    settings.now = value;
    connection.sendNotification(lsp.DidChangeConfigurationNotification.type, { settings: null });
  });
}

async function main() {
  const settings = { now: null, refreshed() {} };
  const connection = connect(settings);
  const gone = new Promise((resolve) => server.on("exit", resolve));
  const result = await connection.sendRequest(lsp.InitializeRequest.type, {
    processId: process.pid, rootUri: pathToFileURL(project).href, capabilities,
    workspaceFolders: [{ uri: pathToFileURL(project).href, name: "project" }],
  });
  seen.capabilities = result.capabilities;
  seen.server = result.serverInfo;
  // The server asks for settings now, and looks anew once it has them.
  const ready = new Promise((resolve) => { settings.refreshed = resolve; });
  await connection.sendNotification(lsp.InitializedNotification.type, {});
  await ready;
  for (const name of ["fix.prompt", "camera.prompt", "open.prompt", "chinese.prompt"]) {
    await connection.sendNotification(lsp.DidOpenTextDocumentNotification.type,
      { textDocument: { uri: uri_of(name), languageId: "prompt", version: 1, text: bytes_of(name).toString() } });
  }
  seen.pulled = await pull(connection, "fix.prompt");
  seen.workspace = await pull_all(connection);
  await look_at(connection, result.capabilities.semanticTokensProvider.legend);
  await change(connection);
  await set(connection, settings, { ignore: ["unknown-command"] });
  seen.ignoring = (await pull(connection, "fix.prompt")).map((d) => d.code);
  await set(connection, settings, { language: "zh" });
  seen.in_chinese = (await pull(connection, "fix.prompt")).map((d) => d.message);
  seen.cancelled = await cancel(connection);
  delete seen.last_result;
  seen.after = (await pull(connection, "fix.prompt")).map((d) => d.code);
  await connection.sendRequest(lsp.ShutdownRequest.type);
  await connection.sendNotification(lsp.ExitNotification.type);
  seen.exit_code = await gone;
}

main().then(() => end(), (error) => end(String(error.stack || error)));

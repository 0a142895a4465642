// Chromium for the tests, driven by lines of JSON: {"do": NAME, ...} on standard input, {"value"} or {"error"} back.
// NODE_FOLDER holds playwright-core.

import { createRequire } from "node:module";
import { resolve } from "node:path";
import { createInterface } from "node:readline";

const { chromium } = createRequire(resolve(process.env.NODE_FOLDER, "package.json"))("playwright-core");
const FLAGS = ["--no-sandbox", "--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"];

let browser;
let page;
let seen;

const commands = {
  async start({ program, flags = [] }) {
    await browser?.close();
    browser = await chromium.launch({ executablePath: program, args: [...FLAGS, ...flags] });
    return browser.version();
  },
  /// A page in a context of its own; what happens in it is noted from its first moment on.
  async open({ url, width = 1280, height = 800, colorScheme = "light", reducedMotion = "no-preference", offline = false }) {
    await page?.context().close();
    const context = await browser.newContext({ viewport: { width, height }, colorScheme, reducedMotion, offline });
    page = await context.newPage();
    seen = { console: [], requests: [], dialogs: [], errors: [], popups: [] };
    page.on("console", (message) => seen.console.push(`${message.type()}: ${message.text()}`));
    page.on("pageerror", (error) => seen.errors.push(String(error)));
    context.on("request", (request) => seen.requests.push(request.url()));
    context.on("page", (other) => other !== page && seen.popups.push(other.url()));
    page.on("dialog", (dialog) => {
      seen.dialogs.push(dialog.message());
      return dialog.dismiss();
    });
    await page.addInitScript(() => {
      window.violations = [];
      document.addEventListener("securitypolicyviolation", (event) => window.violations.push(`${event.violatedDirective} ${event.blockedURI}`));
    });
    await page.goto(url);
    await page.waitForFunction(() => window.camlint?.ready === true);
  },
  resize: ({ width, height }) => page.setViewportSize({ width, height }),
  /// As if it had been saved anew and F5 been pressed.
  async reload() {
    await page.reload();
    await page.waitForFunction(() => window.camlint?.ready === true);
  },
  seen: async () => ({ ...seen, violations: await page.evaluate(() => window.violations) }),
  evaluate: ({ code }) => page.evaluate(code),
  /// Until code gives something true, looked at once a frame. The page's policy lets no text be run in it but this way.
  async wait({ code, seconds = 60 }) {
    const end = Date.now() + 1000 * seconds;
    while (!(await page.evaluate(code))) {
      if (Date.now() > end) throw new Error(`it never became so: ${code}`);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  },
  click: ({ selector }) => page.click(selector),
  press: ({ key }) => page.keyboard.press(key),
  select: ({ selector, value }) => page.selectOption(selector, value),
  /// With the mouse from one part of an element to another, 0 its left edge and 1 its right one.
  async drag({ selector, from, to }) {
    const box = await page.locator(selector).boundingBox();
    const y = box.y + box.height / 2;
    await page.mouse.move(box.x + box.width * from, y);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * (from + to) / 2, y);
    await page.mouse.move(box.x + box.width * to, y);
    await page.mouse.up();
  },
  /// A picture of an element, or of all that is in view, as PNG.
  async picture({ selector }) {
    await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
    const png = await (selector ? page.locator(selector).first() : page).screenshot();
    return png.toString("base64");
  },
};

/// A page that never answers does not keep the tests waiting.
const limited = (promise) => Promise.race([promise, new Promise((_, fail) => setTimeout(fail, 120_000, new Error("no answer in 120 s")).unref())]);

for await (const line of createInterface({ input: process.stdin })) {
  let answer;
  try {
    const { do: name, ...rest } = JSON.parse(line);
    answer = { value: (await limited(commands[name](rest))) ?? null };
  } catch (error) {
    answer = { error: String(error) };
  }
  process.stdout.write(`${JSON.stringify(answer)}\n`);
}
await browser?.close();

-- Drives camlint through Neovim's own client, by keys where a person would press keys, and writes what it saw to RESULT
-- for nvim_test.py to judge. Steps are a coroutine that a timer resumes, so that Neovim's own loop runs in between.

local api, fn = vim.api, vim.fn
local seen = { version = api.nvim_exec("version", true) }

local function finish(problem)
  seen.problem = problem
  fn.writefile({ fn.json_encode(seen) }, os.getenv("RESULT"))
  vim.cmd(problem and "cquit 3" or "qall!")
end

local function clients()
  return (vim.lsp.get_clients or vim.lsp.get_active_clients)()
end

local function is_attached()
  for _, client in ipairs(clients()) do
    if vim.lsp.buf_is_attached(0, client.id) then return true end
  end
end

local function await(what, is_so)
  local last = vim.loop.now() + 15000
  while not is_so() do
    if vim.loop.now() > last then
      error("waited in vain for " .. what .. "\n" .. api.nvim_exec("messages", true))
    end
    coroutine.yield()
  end
end

local function diagnostics()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    found[#found + 1] = {
      code = d.code, line = d.lnum, column = d.col, end_column = d.end_col, message = d.message,
      severity = d.severity, source = d.source,
    }
  end
  table.sort(found, function(a, b) return a.line < b.line or a.line == b.line and a.column < b.column end)
  return found
end

local function bytes()
  return table.concat(api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
end

local function press(keys)
  api.nvim_input(keys)
end

local function open(file, findings)
  vim.cmd("edit " .. fn.fnameescape(file))
  await("a client of " .. file, is_attached)
  await("diagnostics of " .. file, function() return #vim.diagnostic.get(0) == findings end)
end

-- What a menu of actions shows; the one with this title is taken.
local function choose(title)
  local titles
  vim.ui.select = function(items, options, take)
    titles = {}
    local chosen
    for _, item in ipairs(items) do
      titles[#titles + 1] = options.format_item(item)
      if titles[#titles] == title then chosen = item end
    end
    take(chosen)
  end
  vim.lsp.buf.code_action()
  await("code actions", function() return titles end)
  return titles
end

-- Pressed keys that end in insert mode, and the menu that opens.
local function complete(keys)
  press(keys .. "<C-x><C-o>")
  await("a menu behind " .. keys, function() return fn.pumvisible() == 1 end)
  local labels = {}
  for _, item in ipairs(fn.complete_info({ "items" }).items) do labels[#labels + 1] = item.abbr ~= "" and item.abbr or item.word end
  return labels
end

local function leave_insert_mode()
  press("<C-e><Esc>")
  await("normal mode", function() return api.nvim_get_mode().mode == "n" end)
end

local function quick_fix()
  open("fix.prompt", 1)
  seen.encoding = clients()[1].offset_encoding
  seen.found = diagnostics()
  fn.search("Psuh")
  seen.actions = choose("Replace with 'Push in'")
  await("the fix", function() return not bytes():find("Psuh") end)
  seen.fixed = bytes()
  await("no diagnostics", function() return #vim.diagnostic.get(0) == 0 end)
end

local function incremental_edits()
  open("edit.prompt", 1)
  local before = diagnostics()[1]
  api.nvim_buf_set_text(0, 0, 0, 0, 0, { "🎬猫 " })
  await("a diagnostic further right", function()
    local now = diagnostics()[1]
    return now and now.column > before.column
  end)
  seen.right = { text = bytes(), found = diagnostics() }
  api.nvim_buf_set_text(0, 0, 0, 0, 0, { "推进", "" })
  await("a diagnostic further down", function()
    local now = diagnostics()[1]
    return now and now.line > before.line
  end)
  press("Go[psuh in] 😀<Esc>")
  await("a second diagnostic", function() return #vim.diagnostic.get(0) == 2 end)
  seen.down = { text = bytes(), found = diagnostics() }
end

local function completions()
  open("english.prompt", 0)
  seen.english = complete("A, [")
  leave_insert_mode()
  press("u")
  await("the text before", function() return not bytes():find(", %[") end)
  seen.typed = complete("A [Ped")
  press("<C-n><C-y>]<Esc>")
  await("a closed bracket", function() return bytes():find("%]\n") and api.nvim_get_mode().mode == "n" end)
  seen.completed = bytes()
  open("chinese.prompt", 0)
  seen.chinese = complete("A[")
  leave_insert_mode()
end

local function formatting()
  open("format.prompt", 1)
  if vim.lsp.buf.format then
    vim.lsp.buf.format({ timeout_ms = 5000 })
  else
    vim.lsp.buf.formatting_sync(nil, 5000)
  end
  seen.formatted = bytes()
end

-- A menu that neither takes the first item by itself nor hides where there is one.
vim.o.completeopt = "menuone,noselect"

local modes = {}

function modes.all()
  quick_fix()
  incremental_edits()
  completions()
  formatting()
  seen.clients = #clients()
end

-- The file has a finding that they leave out, and one more.
function modes.settings()
  open("settings.prompt", 1)
  seen.found = diagnostics()
end

-- No key asks for the menu.
function modes.trigger()
  open("english.prompt", 0)
  press("A, [")
  await("a menu that opens by itself", function() return fn.pumvisible() == 1 end)
  seen.triggered = #fn.complete_info({ "items" }).items
  leave_insert_mode()
end

local steps = coroutine.create(modes[os.getenv("MODE")])

local timer = vim.loop.new_timer()
timer:start(0, 10, vim.schedule_wrap(function()
  if coroutine.status(steps) == "dead" then return end
  local is_well, problem = coroutine.resume(steps)
  if not is_well then
    finish(problem)
  elseif coroutine.status(steps) == "dead" then
    finish(nil)
  end
end))

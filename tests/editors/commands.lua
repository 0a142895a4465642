-- Runs camlint in the ways of plug-ins that run a command, in Neovim, and writes what they saw to RESULT for
-- commands_test.py to judge. MODE says which; SETUP is a file with what docs/editors.md has for it.

local api, fn = vim.api, vim.fn
local seen = {}

local function await(what, is_so)
  assert(vim.wait(15000, is_so, 10), "waited in vain for " .. what .. "\n" .. api.nvim_exec("messages", true))
end

local function edit(name)
  vim.cmd("edit " .. fn.fnameescape(name))
end

local function bytes()
  return table.concat(api.nvim_buf_get_lines(0, 0, -1, true), "\n") .. "\n"
end

local function diagnostics()
  local found = {}
  for _, d in ipairs(vim.diagnostic.get(0)) do
    found[#found + 1] = { code = d.code, line = d.lnum, column = d.col, end_column = d.end_col, severity = d.severity, message = d.message }
  end
  return found
end

-- What nvim-lint does with a linter's table: it gives the buffer to the command and the output to the parser.
local function take_the_part_of_nvim_lint()
  local lint = { linters = {}, linters_by_ft = {} }
  local namespace = api.nvim_create_namespace("lint")
  function lint.try_lint()
    for _, name in ipairs(lint.linters_by_ft[vim.bo.filetype] or {}) do
      local linter = lint.linters[name]
      local command = { linter.cmd }
      for _, argument in ipairs(linter.args) do
        command[#command + 1] = type(argument) == "function" and argument() or argument
      end
      local output = fn.system(command, bytes())
      assert(vim.v.shell_error == 0 or linter.ignore_exitcode, output)
      vim.diagnostic.set(namespace, 0, linter.parser(output, api.nvim_get_current_buf()))
    end
  end
  package.loaded.lint = lint
end

local modes = {}

function modes.lint()
  take_the_part_of_nvim_lint()
  dofile(os.getenv("SETUP"))
  edit("fix.prompt")
  await("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  seen.found = diagnostics()
end

function modes.ale()
  vim.cmd("packadd ale")
  vim.cmd("source " .. fn.fnameescape(os.getenv("SETUP")))
  edit("fix.prompt")
  fn["ale#Queue"](0, "lint_file", api.nvim_get_current_buf())
  local function list() return fn["ale#engine#GetLoclist"](api.nvim_get_current_buf()) end
  await("a list", function() return #list() > 0 end)
  seen.found = {}
  for _, item in ipairs(list()) do
    seen.found[#seen.found + 1] = {
      code = item.code, line = item.lnum - 1, column = item.col - 1, end_column = item.end_col, severity = item.type, message = item.text,
    }
  end
end

function modes.efm()
  local client = vim.lsp.start_client({
    name = "efm",
    cmd = { "efm-langserver", "-q", "-c", os.getenv("SETUP") },
    root_dir = fn.getcwd(),
    get_language_id = function() return "prompt" end,
  })
  edit("fix.prompt")
  vim.lsp.buf_attach_client(0, client)
  await("diagnostics", function() return #vim.diagnostic.get(0) > 0 end)
  seen.found = diagnostics()
end

local is_well, problem = pcall(modes[os.getenv("MODE")])
if not is_well then seen.problem = problem end
fn.writefile({ fn.json_encode(seen) }, os.getenv("RESULT"))
vim.cmd(is_well and "qall!" or "cquit 3")

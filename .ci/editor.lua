-- The language server as a real editor drives it: `nvim --headless -u NONE -c "luafile .ci/editor.lua"`, with DRYRUN naming
-- the program. Makes a book in a folder of its own, edits its chapter and leaves with an error where something is not as told.
local folder = vim.fn.tempname()
vim.fn.mkdir(folder .. "/src", "p")
vim.fn.writefile({ "[book]", 'title = "In an editor"' }, folder .. "/book.toml")
vim.fn.writefile({ "# Summary", "", "- [One](one.md)" }, folder .. "/src/SUMMARY.md")
vim.fn.writefile({
  "# Grüße 👩‍👩‍👧",
  "",
  "```json asl id=hello",
  '{ "StartAt": "A", "States": { "A": { "Type": "Pass", "Result": "hello", "End": true } } }',
  "```",
  "",
  "- é 👍 in a list:",
  "",
  "  ```json output of=hello",
  '  "hullo"',
  "  ```",
  "",
  "👍 It says **hullo**<!-- =hello.output -->.",
}, folder .. "/src/one.md")

local function fail(what)
  io.stderr:write("editor: " .. what .. "\n")
  vim.cmd("cquit")
end
local function expect(what, wanted, found)
  if not vim.deep_equal(wanted, found) then
    fail(what .. ": not " .. vim.inspect(wanted) .. " but " .. vim.inspect(found))
  end
end

local client = vim.lsp.start_client({ name = "dryrun", cmd = { vim.env.DRYRUN, "lsp" }, root_dir = folder })
vim.cmd("edit " .. folder .. "/src/one.md")
vim.lsp.buf_attach_client(0, client)
local uri = vim.uri_from_bufnr(0)
local function ask(method, line, character, more)
  local place = { line = line, character = character }
  local params = { textDocument = { uri = uri }, position = place, range = { start = place, ["end"] = place } }
  local answers = vim.lsp.buf_request_sync(0, method, vim.tbl_extend("force", params, more or {}), 20000)
  for _, answer in pairs(answers or {}) do
    if answer.error then fail(method .. ": " .. vim.inspect(answer.error)) end
    return answer.result
  end
  fail(method .. ": no answer")
end

-- Diagnostics, at the columns where the editor shows them: bytes, though the protocol counts UTF-16.
vim.wait(20000, function() return #vim.diagnostic.get(0) > 0 end)
local places = vim.tbl_map(function(found) return { found.lnum + 1, found.col + 1 } end, vim.diagnostic.get(0))
expect("diagnostics", { { 10, 3 }, { 13, #"👍 It says **" + 1 } }, places)
expect("hover", true, ask("textDocument/hover", 9, 4).contents.value:find('"hello"', 1, true) ~= nil)

-- The code action that accepts everything of the file leaves nothing to tell.
local actions = ask("textDocument/codeAction", 9, 3, { context = { diagnostics = {} } })
expect("actions", { "Accept this output", "Accept all 2 outputs and values of this file" },
  vim.tbl_map(function(action) return action.title end, actions))
vim.lsp.util.apply_workspace_edit(actions[2].edit, "utf-16")
vim.wait(20000, function() return #vim.diagnostic.get(0) == 0 end)
expect("what is left", {}, vim.diagnostic.get(0))
expect("the text", { '  "hello"', "  ```", "", "👍 It says **hello**<!-- =hello.output -->." },
  vim.api.nvim_buf_get_lines(0, 9, 13, false))

-- Completion of a value's path while it is typed.
vim.api.nvim_buf_set_lines(0, 12, 13, false, { "It says **hello**<!-- =hello. -->." })
local fits = ask("textDocument/completion", 12, #"It says **hello**<!-- =hello.")
local labels = vim.tbl_map(function(item) return item.label end, fits.items or fits)
expect("completion", { true, true, true },
  vim.tbl_map(function(label) return vim.tbl_contains(labels, label) end, { "status", "output", "elapsed" }))
vim.cmd("qall!")

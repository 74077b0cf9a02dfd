"""Executes a notebook in the working directory; fails where a cell does. Usage: notebook.py FILE"""

import sys

import nbformat
from nbclient import NotebookClient

notebook = nbformat.read(sys.argv[1], as_version=4)
nbformat.validate(notebook)
for cell in notebook.cells:
    if cell.cell_type == "code":
        assert not cell.outputs and cell.execution_count is None, "must be stored without outputs"
NotebookClient(notebook, timeout=120, resources={"metadata": {"path": "."}}).execute()
for cell in notebook.cells:
    for output in cell.get("outputs", []):
        print(output.get("text") or output.get("data", {}).get("text/plain", ""))

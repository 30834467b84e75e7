"""An import contract of our own: neighbours are reached through one module only."""

from grimp import ImportGraph
from importlinter import Contract, ContractCheck, fields, output


class FrontDoorContract(Contract):
    """A package under `container` may import a sibling only through the sibling's `door`."""

    container = fields.StringField()
    door = fields.StringField()
    outsiders_allowed = fields.ListField(fields.StringField(), required=False)

    def check(self, graph: ImportGraph, verbose: bool) -> ContractCheck:
        breaches = []
        for home in graph.find_children(self.container):
            inside = graph.find_descendants(home) | {home}
            for module in inside - {f"{home}.{self.door}"}:
                for importer in graph.find_modules_that_directly_import(module) - inside:
                    if not self._allowed(importer, module, home):
                        breaches.append((importer, module))
        return ContractCheck(kept=not breaches, metadata={"breaches": sorted(breaches)})

    def _allowed(self, importer: str, module: str, home: str) -> bool:
        for rule in self.outsiders_allowed or []:
            outsider, _, door = (part.strip() for part in rule.partition("->"))
            door_module = f"{home}.{door}"
            if (importer == outsider or importer.startswith(outsider + ".")) and (module == door_module or module.startswith(door_module + ".")):
                return True
        return False

    def render_broken_contract(self, check: ContractCheck) -> None:
        for importer, module in check.metadata["breaches"]:
            output.print_error(f"{importer} reaches past the front door into {module}")

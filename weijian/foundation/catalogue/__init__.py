"""Registers: said once in a line, given list, search, filters, add, correct, retire, history, sheets in and out.

In a room's `catalog.py` (found by itself):

    declare(Register("clinical-services", ClinicalService, _("诊疗服务"), key=("code",), columns=("code", "name", "ends_on"), search=("code", "name")))

`registers` what a register is; `columns` how a cell is read, written and shown; `checking` constraints as refusals; `writing` and `importing` the
steps that `actions` share; `sheets` files; `work` large imports in the background; `pages` what the pages show.
"""

"""Accounts and grants: the administrator opens and closes accounts, the security officer gives and takes roles."""

from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.timezone import localdate, now

from weijian.foundation.happenings.queries import history_of
from weijian.foundation.people import actions
from weijian.foundation.people.access import AskedBy, page
from weijian.foundation.people.capabilities import roles_in_words
from weijian.foundation.people.forms import AccountSearchForm, GrantForm, OpenAccountForm, ReasonForm
from weijian.foundation.people.models import Account, GrantKind, RoleGrant
from weijian.foundation.people.passwords import one_time_password
from weijian.foundation.people.queries import accounts_matching, role_names, roles_held
from weijian.foundation.people.shown import doable, doable_with_accounts, facts_of
from weijian.foundation.people.visibility import accounts_visible_to
from weijian.foundation.screen.paging import keyset
from weijian.kernel.event import Subject

READ, WRITE, GRANT = "people.account.read", "people.account.write", "people.grant.write"
BOTH = ("GET", "POST")


def _account(request: AskedBy, account_id: int, capability: str = READ) -> Account:
    return get_object_or_404(accounts_visible_to(request.standing, capability), pk=account_id)


@page(READ)
def accounts(request: AskedBy) -> HttpResponse:
    form = AccountSearchForm(request.GET)
    typed = form.cleaned_data if form.is_valid() else {}
    found = accounts_matching(accounts_visible_to(request.standing), **typed, at=now(), on=localdate())
    sheet = keyset(found, order=("username",), after=request.GET.get("after", ""))
    held = role_names(sheet.rows, on=localdate())
    rows = [(a, held[a.pk]) for a in sheet.rows]
    return render(request, "people/accounts.html", {"form": form, "sheet": sheet, "rows": rows, "doable": doable_with_accounts(request.standing), "now": now()})


@page(WRITE, methods=BOTH, in_person=True)
def open_account(request: AskedBy) -> HttpResponse:
    form = OpenAccountForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/open_account.html", {"form": form}, status=422 if form.errors else 200)
    password = one_time_password()
    opened = actions.open_account(form.cleaned_data["username"], form.cleaned_data["display_name"], password, by=request.standing, at=now())
    return render(request, "people/one_time_password.html", {"account": opened, "password": password})


@page(READ, scoped=True)
def account(request: AskedBy, account_id: int) -> HttpResponse:
    shown = _account(request, account_id)
    return render(request, "people/account.html", {
        "account": shown, "held": roles_held(shown, on=localdate()), "facts": facts_of(shown), "doable": doable(shown, request.standing), "now": now(),
        "history": history_of(Subject("Account", str(shown.pk)), size=50), "may_grant": request.standing.may(GRANT) and shown != request.user,
    })


@page(GRANT, scoped=True, methods=BOTH, in_person=True)
def grant_role(request: AskedBy, account_id: int) -> HttpResponse:
    given_to = _account(request, account_id, GRANT)
    form = GrantForm(request.POST or None, initial={"from_on": localdate(), "kind": GrantKind.POST})
    if not form.is_valid():
        return render(request, "people/grant.html", {"form": form, "account": given_to}, status=422 if form.errors else 200)
    actions.grant_role(given_to, **form.cleaned_data, by=request.standing, at=now())
    return redirect("account", account_id)


@page(GRANT, scoped=True, methods=("POST",), in_person=True)
def revoke_role(request: AskedBy, account_id: int, grant_id: int) -> HttpResponse:
    grant = get_object_or_404(RoleGrant, pk=grant_id, account=_account(request, account_id, GRANT))
    actions.revoke_role(grant, by=request.standing, at=now())
    return redirect("account", account_id)


@page(WRITE, scoped=True, methods=BOTH)
def disable(request: AskedBy, account_id: int) -> HttpResponse:
    closed = _account(request, account_id, WRITE)
    form = ReasonForm(request.POST or None)
    if not form.is_valid():
        return render(request, "people/disable.html", {"form": form, "account": closed}, status=422 if form.errors else 200)
    actions.disable_account(closed, form.cleaned_data["reason"], by=request.standing, at=now())
    return redirect("account", account_id)


@page(WRITE, scoped=True, methods=("POST",))
def enable(request: AskedBy, account_id: int) -> HttpResponse:
    actions.enable_account(_account(request, account_id, WRITE), by=request.standing, at=now())
    return redirect("account", account_id)


@page(WRITE, scoped=True, methods=("POST",), in_person=True)
def reset_password(request: AskedBy, account_id: int) -> HttpResponse:
    forgetful = _account(request, account_id, WRITE)
    password = actions.reset_password(forgetful, by=request.standing, at=now())
    return render(request, "people/one_time_password.html", {"account": forgetful, "password": password})


@page(WRITE, scoped=True, methods=("POST",), in_person=True)
def remove_second_factor(request: AskedBy, account_id: int) -> HttpResponse:
    actions.remove_second_factor(_account(request, account_id, WRITE), by=request.standing, at=now())
    return redirect("account", account_id)


@page(READ)
def roles(request: AskedBy) -> HttpResponse:
    return render(request, "people/roles.html", {"roles": roles_in_words()})

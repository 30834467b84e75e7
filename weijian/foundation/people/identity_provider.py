"""The walk to the region's identity provider and back. Its word counts when it is signed, meant for this visit, and of one person."""

from hmac import compare_digest
from secrets import token_urlsafe
from typing import Any

from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import Http404, HttpRequest, HttpResponse
from jwt import PyJWTError, get_unverified_header
from requests import RequestException

from weijian.foundation.people.door import refused
from weijian.foundation.people.refusals import PROVIDER_SILENT
from weijian.kernel.refusal import Refusal

SIGNED_BY = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512"})  # keys the provider alone holds
_NONCE = "oidc_nonce"


class Outward(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]  # allauth is not annotated for us
    """Sends a word along that must come back inside the signed answer."""

    def get_provider(self) -> Any:
        provider = super().get_provider()
        held = self.request.session.setdefault(_NONCE, token_urlsafe(24))
        provider.app.settings = {**provider.app.settings, "auth_params": {"nonce": held}}
        return provider


class Homeward(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """Believes an answer only with its signature, its nonce, and when both of its halves speak of the same person."""

    def complete_login(self, request: HttpRequest, app: Any, token: Any, **kwargs: Any) -> Any:
        if not kwargs["response"].get("id_token"):
            raise OAuth2Error("no id_token")
        login = super().complete_login(request, app, token, **kwargs)
        data = login.account.extra_data
        if data.get("userinfo") and data["userinfo"].get("sub") != data["id_token"].get("sub"):
            raise OAuth2Error("userinfo of somebody else")
        return login

    def _decode_id_token(self, app: Any, id_token: str) -> dict[str, Any]:
        if _algorithm(id_token) not in SIGNED_BY:
            raise OAuth2Error("not signed by a key of the provider's own")
        self.did_fetch_access_token = False  # allauth would skip the signature of what it fetched itself
        claims: dict[str, Any] = super()._decode_id_token(app, id_token)
        sent = self.request.session.pop(_NONCE, "")
        if not sent or not compare_digest(str(claims.get("nonce", "")).encode(), sent.encode()):
            raise OAuth2Error("not the answer to this question")
        return claims


def _algorithm(id_token: str) -> str:
    try:
        header = get_unverified_header(id_token)
    except PyJWTError:
        return ""
    return str(header.get("alg", "")) if header.get("kid") else ""


def leave(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _walk(OAuth2LoginView, Outward(request, provider_id), request)


def come_back(request: HttpRequest, provider_id: str) -> HttpResponse:
    return _walk(OAuth2CallbackView, Homeward(request, provider_id), request)


def _walk(view: Any, adapter: OpenIDConnectOAuth2Adapter, request: HttpRequest) -> HttpResponse:
    try:
        answer: HttpResponse = view.adapter_view(adapter)(request)
    except SocialApp.DoesNotExist:
        raise Http404 from None
    except (RequestException, KeyError, ValueError):  # out of reach, or not an OpenID provider's answer
        return refused(request, Refusal(PROVIDER_SILENT), status=502)
    return answer

from django.urls import path

from weijian.foundation.people.views import accounts, door, me

urlpatterns = [
    path("sign-in/", door.sign_in, name="account_login"),
    path("sign-in/<slug:provider_id>/", door.to_identity_provider, name="openid_connect_login"),
    path("sign-in/<slug:provider_id>/callback/", door.from_identity_provider, name="openid_connect_callback"),
    path("sign-out/", door.sign_out, name="account_logout"),
    path("password/change/", door.change_password, name="account_change_password"),
    path("account/confirm/", door.confirm, name="account_reauthenticate"),
    path("account/2fa/", door.second_factors, name="mfa_index"),
    path("account/2fa/code/", door.second_factor, name="mfa_authenticate"),
    path("account/2fa/confirm/", door.confirm_by_code, name="mfa_reauthenticate"),
    path("account/2fa/add/", door.add_second_factor, name="mfa_activate_totp"),
    path("account/2fa/remove/", door.remove_second_factor, name="mfa_deactivate_totp"),
    path("me/", me.me, name="me"),
    path("me/language/", me.choose_language, name="my-language"),
    path("me/tokens/make/", me.make_token, name="make-token"),
    path("me/tokens/<int:token_id>/revoke/", me.revoke_token, name="revoke-token"),
    path("accounts/", accounts.accounts, name="accounts"),
    path("accounts/open/", accounts.open_account, name="open-account"),
    path("accounts/<int:account_id>/", accounts.account, name="account"),
    path("accounts/<int:account_id>/grant/", accounts.grant_role, name="grant-role"),
    path("accounts/<int:account_id>/grants/<int:grant_id>/revoke/", accounts.revoke_role, name="revoke-role"),
    path("accounts/<int:account_id>/disable/", accounts.disable, name="disable-account"),
    path("accounts/<int:account_id>/enable/", accounts.enable, name="enable-account"),
    path("accounts/<int:account_id>/password/", accounts.reset_password, name="reset-password"),
    path("accounts/<int:account_id>/second-factor/", accounts.remove_second_factor, name="remove-second-factor"),
    path("roles/", accounts.roles, name="roles"),
]

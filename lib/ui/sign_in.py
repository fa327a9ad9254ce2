"""Signing in and out on a page, and what stands in place of what somebody may not see."""

from contextlib import suppress

import streamlit as st

from lib.access import NEEDS, OWNER, Doing, Role, Visitor
from lib.i18n import N_
from lib.settings import SettingsError, read_settings
from lib.ui.language import _
from lib.ui.signed_in import Ways, sign_out, signed_in, ways
from lib.ui.style import bold, bullets, plain
from lib.ui.visitor import this_request, this_visitor

PAGE = "pages/signin.py"

_ROLES = {Role.KEEPER: N_("앱 관리"), Role.ATTORNEY: N_("사건 담당")}

_PROBLEMS = {
    "wrong": N_("이름이나 비밀번호가 맞지 않습니다."),
    "locked": N_("비밀번호가 여러 번 틀려 잠시 잠갔습니다. 15분 뒤에 다시 해 주세요."),
    "busy": N_("지금은 로그인하려는 사람이 많습니다. 잠시 뒤 다시 해 주세요."),
    "insecure": N_("안전한 주소(https)로 열어야 로그인할 수 있습니다."),
    "": N_("로그인하지 못했습니다. 잠시 뒤 다시 해 주세요."),
}

_FORM = st.components.v2.component(
    "sanjae_sign_in",
    html="""
<form>
  <label><span class="name"></span><input name="name" autocomplete="username" required maxlength="64"></label>
  <label><span class="password"></span>
    <input name="password" type="password" autocomplete="current-password" required maxlength="200"></label>
  <p role="alert"></p>
  <button type="submit"></button>
</form>
""",
    css="""
form { display: flex; flex-direction: column; gap: .8rem; max-width: 24rem; padding: 2px; font-family: var(--st-font); }
label { display: flex; flex-direction: column; gap: .25rem; color: var(--st-text-color); }
input { font: inherit; padding: .55rem .7rem; border: 1px solid var(--st-text-color); border-radius: var(--st-base-radius);
  background: var(--st-background-color); color: var(--st-text-color); }
p { margin: 0; color: var(--st-text-color); font-weight: 600; word-break: keep-all; }
p:empty { display: none; }
button { font: inherit; padding: .55rem .7rem; border: 1px solid var(--st-text-color); border-radius: var(--st-base-radius);
  background: var(--st-secondary-background-color); color: var(--st-text-color); cursor: pointer; }
:is(input, button):focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
""",
    js="""
export default function(component) {
  const { words, problems } = component.data;
  const root = component.parentElement;
  const form = root.querySelector("form");
  for (const name of ["name", "password"]) root.querySelector("span." + name).textContent = words[name];
  const button = root.querySelector("button"), told = root.querySelector("p");
  button.textContent = words.sign_in;
  form.onsubmit = async (event) => {
    event.preventDefault();
    button.disabled = true;
    told.textContent = "";
    let problem = "";
    try {
      const answer = await fetch(new URL("_sanjae/in", location.href), {
        method: "POST", credentials: "same-origin", body: new URLSearchParams(new FormData(form)),
      });
      if (answer.ok) { location.replace(new URL(words.next, location.href)); return; }
      problem = (await answer.json()).problem;
    } catch (error) {}
    form.elements.password.value = "";
    told.textContent = problems[problem] || problems[""];
    button.disabled = false;
  };
}
""",
)

_OUT = st.components.v2.component(
    "sanjae_sign_out",
    html="<button></button>",
    css="""
button { font-family: var(--st-font); font-size: 1rem; padding: .5rem .8rem; border: 1px solid var(--st-text-color);
  border-radius: var(--st-base-radius); background: var(--st-secondary-background-color);
  color: var(--st-text-color); cursor: pointer; margin: 3px; }
button:focus-visible { outline: 2px solid currentColor; outline-offset: 2px; }
""",
    js="""
export default function(component) {
  const button = component.parentElement.querySelector("button");
  button.textContent = component.data.label;
  button.onclick = async () => {
    button.disabled = true;
    await fetch(new URL("_sanjae/out", location.href), { method: "POST", credentials: "same-origin" }).catch(() => {});
    location.replace(new URL("signin", location.href));
  };
}
""",
)


def locked(doing: Doing) -> None:
    """What stands in place of what this visitor may not do: who may, and how to become one of them."""
    needed = " · ".join(_(_ROLES[role]) for role in Role if role in NEEDS[doing])
    settings = read_settings()
    found, who = ways(settings), this_visitor()
    if not found:
        st.info(_("이 화면은 이 앱이 켜져 있는 컴퓨터에서만 쓸 수 있습니다."), icon=":material/lock:")
        how_to_turn_on()
    elif who.name:
        st.info(
            _(
                "{name} 님에게는 이 화면을 쓸 권한({role})이 없습니다. 앱을 관리하는 사람에게 말씀해 주세요."
            ).format(name=plain(who.name), role=needed),
            icon=":material/lock:",
        )
    else:
        st.info(
            _("이 화면은 권한({role})이 있는 사람이 로그인해서 씁니다.").format(role=needed),
            icon=":material/lock:",
        )
        st.page_link(PAGE, label=_("로그인"), icon=":material/login:")


def offers_sign_in() -> bool:
    """Whether one may sign in at all; where a setting is wrong, the page tells it and this does not."""
    with suppress(SettingsError):
        return bool(ways(read_settings()))
    return False


def how_to_turn_on() -> None:
    """How whoever runs the app lets others sign in from elsewhere; names no setting's value."""
    with st.expander(_("다른 컴퓨터에서 로그인하게 하려면"), icon=":material/key:"):
        st.markdown(
            _("이 앱을 켜 둔 사람이 설정 파일(`.env`)에 적습니다. 아래 가운데 하나면 됩니다.")
            + "\n\n"
            + bullets(
                (
                    _("작은 사무실: `./sanjae password 이름 --role attorney`가 찍어 주는 줄을 적습니다."),
                    _(
                        "구글 같은 로그인 서비스: `.streamlit/secrets.toml`의 `[auth]`와 `SANJAE_KEEPERS`, `SANJAE_ATTORNEYS`를 적습니다."
                    ),
                    _(
                        "로그인을 대신 해 주는 프록시: `SANJAE_PROXY_ADDRESS`와 `SANJAE_PROXY_SECRET`을 적습니다."
                    ),
                )
            )
            + "\n\n"
            + _("자세한 방법은 `docs/hosting.md`에 있습니다.")
        )


def sign_in_and_out() -> None:
    """Who is signed in, and the way out; or the ways in."""
    found, who = ways(read_settings()), this_visitor()
    if who.name and who.name != OWNER.name:
        _signed_in(who)
        return
    if who.is_owner:
        st.info(
            _("이 앱이 켜져 있는 컴퓨터입니다. 로그인하지 않아도 모두 쓸 수 있습니다."),
            icon=":material/computer:",
        )
    if not found:
        if not who.is_owner:
            st.info(_("이 앱에는 로그인이 켜져 있지 않습니다."), icon=":material/lock:")
        how_to_turn_on()
        return
    _ways_in(found)


def _signed_in(who: Visitor) -> None:
    roles = " · ".join(_(_ROLES[role]) for role in Role if role in who.roles)
    st.success(
        bold(plain(who.name)) + (f" ({roles})" if roles else ""),
        icon=":material/account_circle:",
    )
    st.markdown(_("로그아웃하면 다른 창에서도 로그아웃됩니다."))
    found = signed_in(this_request(), False)
    if st.user.get("is_logged_in") and found:
        st.button(_("로그아웃"), icon=":material/logout:", key="sign_out", on_click=_sign_out)
    else:
        _OUT(data={"label": _("로그아웃")}, key="sign_out_here")


def _sign_out() -> None:
    sign_out(this_request())
    st.logout()


def _ways_in(found: Ways) -> None:
    if found.proxy:
        st.markdown(_("이 앱은 사무실의 로그인 화면을 거쳐 들어오면 저절로 로그인됩니다."))
    if st.user.get("is_logged_in"):
        st.warning(
            _(
                "로그인했지만 쓸 권한이 없거나 로그인한 시간이 끝났습니다. 다시 로그인하거나, 앱을 관리하는 사람에게 말씀해 주세요."
            ),
            icon=":material/no_accounts:",
        )
    for provider in found.providers:
        label = (
            _("{name}(으)로 로그인").format(name=plain(provider))
            if provider
            else _("로그인 서비스로 들어가기")
        )
        st.button(
            label,
            icon=":material/login:",
            key=f"sign_in_{provider}",
            on_click=st.login,
            args=(provider,) if provider else (),
        )
    if found.password:
        _FORM(
            data={
                "words": {
                    "name": _("이름"),
                    "password": _("비밀번호"),
                    "sign_in": _("로그인"),
                    "next": "signin",
                },
                "problems": {name: _(told) for name, told in _PROBLEMS.items()},
            },
            key="sign_in_form",
        )

"""What every template may use: icons, files with a hash, times, Markdown, the language switch."""

from flask import Flask

from views.parts import assets, drawn, gettext, header, language, text, times
from views.parts.template import PortalTemplate


def register(app: Flask) -> None:
    """Globals, not a context processor: FAB renders its widgets without context processors."""
    app.jinja_env.template_class = PortalTemplate
    app.jinja_env.globals.update(
        icon=assets.icon,
        asset=assets.asset,
        csp_nonce=assets.csp_nonce,
        chosen_theme=assets.chosen_theme,
        ago=times.ago,
        on_date=times.on_date,
        at_time=times.at_time,
        last_day=times.last_day,
        current_language=language.current_language,
        languages_offered=language.languages_offered,
        dialogs=language.dialogs,
        drawn=drawn.drawn,
        header=header.header,
        switch_language_url=language.switch_language_url,
    )
    app.jinja_env.globals.setdefault("navigation", list)
    app.jinja_env.globals.setdefault("short_cuts", dict)
    app.jinja_env.globals.setdefault("message_banners", str)
    app.jinja_env.globals.setdefault("acting_choices", tuple)
    app.jinja_env.filters.update(markdown=text.markdown, plain=text.plain)
    app.jinja_env.filters.update(shown=text.shown, file_size=text.file_size)
    gettext.register(app)
    app.after_request(assets.keep_static_files)

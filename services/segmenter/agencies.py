"""The world's news agencies: what they are called, how they print themselves, and which forms are traps.

The forms were set down from the agencies' own style of crediting (parenthesis of a dateline, credit line, web address).
"""

from functools import cache

import regex

from shared.value import Value


class Agency(Value):
    """One agency: the `name` used in reports, its `forms` in running text, and its `codes` that count only in credits.

    `codes` are short or common words (`AP`, `ANSA`, `PA`): alone in a sentence they may be anything.
    """

    name: str
    country: str
    language: str
    forms: tuple[str, ...]
    codes: tuple[str, ...] = ()
    domains: tuple[str, ...] = ()
    state: bool = False


def _row(
    name: str, country: str, language: str, forms: str, codes: str = "", domains: str = "", state: bool = False
) -> Agency:
    parts = [tuple(x for x in field.split("|") if x) for field in (forms, codes, domains)]
    return Agency(
        name=name, country=country, language=language, forms=parts[0], codes=parts[1], domains=parts[2], state=state
    )


AGENCIES: tuple[Agency, ...] = (
    _row("AP", "US", "en", "Associated Press|AssociatedPress", "AP", "apnews.com|ap.org"),
    _row("Reuters", "GB", "en", "Reuters|Thomson Reuters|رويترز|路透社|Рейтер", "RTRS", "reuters.com"),
    _row("AFP", "FR", "fr", "Agence France-Presse|Agence France Presse|AFP|فرانس برس|法新社|АФП", "AFP", "afp.com"),
    _row("PA Media", "GB", "en", "PA Media|PA news agency|Press Association", "PA", "pa.media"),
    _row("dpa", "DE", "de", "Deutsche Presse-Agentur|dpa", "dpa|DPA|dpa-infocom", "dpa.com|dpa-international.com"),
    _row("UPI", "US", "en", "United Press International", "UPI", "upi.com"),
    _row("Bloomberg", "US", "en", "Bloomberg News", "Bloomberg", "bloomberg.com"),
    _row("EFE", "ES", "es", "Agencia EFE|EFE", "EFE", "efe.com"),
    _row("Europa Press", "ES", "es", "Europa Press", "EUROPA PRESS|EP", "europapress.es"),
    _row("ANSA", "IT", "it", "Agenzia ANSA|ANSA", "ANSA", "ansa.it"),
    _row("Adnkronos", "IT", "it", "Adnkronos", "Adnkronos|AKI", "adnkronos.com"),
    _row("AGI", "IT", "it", "Agenzia Giornalistica Italia", "AGI", "agi.it"),
    _row("LaPresse", "IT", "it", "LaPresse", "LaPresse", "lapresse.it"),
    _row("APA", "AT", "de", "Austria Presse Agentur", "APA", "apa.at"),
    _row("Keystone-SDA", "CH", "de", "Keystone-SDA|Keystone-ATS", "SDA|sda|ats|ATS|Keystone", "keystone-sda.ch"),
    _row("dpa-AFX", "DE", "de", "dpa-AFX", "dpa-AFX", ""),
    _row("epd", "DE", "de", "Evangelischer Pressedienst", "epd", "epd.de"),
    _row("KNA", "DE", "de", "Katholische Nachrichten-Agentur", "KNA", "kna.de"),
    _row("SID", "DE", "de", "Sport-Informations-Dienst", "SID|sid", "sid.de"),
    _row("ANP", "NL", "nl", "Algemeen Nederlands Persbureau", "ANP", "anp.nl"),
    _row("Belga", "BE", "nl", "Belga News Agency|Agence Belga|persagentschap Belga", "Belga|BELGA", "belga.be"),
    _row("Ritzau", "DK", "da", "Ritzaus Bureau", "Ritzau|/ritzau/", "ritzau.dk"),
    _row("NTB", "NO", "no", "Norsk Telegrambyrå", "NTB", "ntb.no"),
    _row("TT", "SE", "sv", "Tidningarnas Telegrambyrå", "TT", "tt.se"),
    _row("STT", "FI", "fi", "Suomen Tietotoimisto", "STT", "stt.fi"),
    _row("BNS", "LT", "lt", "Baltic News Service", "BNS", "bns.lt"),
    _row("ELTA", "LT", "lt", "Lietuvos naujienų agentūra", "ELTA", "elta.lt"),
    _row("LETA", "LV", "lv", "Latvian Information Agency", "LETA", "leta.lv"),
    _row("PAP", "PL", "pl", "Polska Agencja Prasowa", "PAP", "pap.pl"),
    _row("CTK", "CZ", "cs", "Czech News Agency|Česká tisková kancelář", "ČTK|CTK", "ctk.cz"),
    _row("TASR", "SK", "sk", "Tlačová agentúra Slovenskej republiky", "TASR", "tasr.sk"),
    _row("SITA", "SK", "sk", "Slovenská tlačová agentúra", "SITA", "sita.sk"),
    _row("MTI", "HU", "hu", "Magyar Távirati Iroda", "MTI", "mti.hu"),
    _row("Agerpres", "RO", "ro", "Agerpres", "AGERPRES", "agerpres.ro", True),
    _row("BTA", "BG", "bg", "Bulgarian News Agency|БТА", "BTA", "bta.bg"),
    _row("Hina", "HR", "hr", "Croatian News Agency", "HINA|Hina", "hina.hr"),
    _row("STA", "SI", "sl", "Slovenska tiskovna agencija", "STA", "sta.si"),
    _row("Tanjug", "RS", "sr", "Tanjug", "TANJUG", "tanjug.rs"),
    _row("Beta", "RS", "sr", "novinska agencija Beta", "BETA", "beta.rs"),
    _row("ANA-MPA", "GR", "el", "Athens News Agency|Athens-Macedonian News Agency", "ANA-MPA|ANA", "amna.gr"),
    _row("Lusa", "PT", "pt", "Agência Lusa", "LUSA|Lusa", "lusa.pt"),
    _row("Ukrinform", "UA", "uk", "Ukrinform|Укрінформ", "Ukrinform", "ukrinform.net"),
    _row("Interfax-Ukraine", "UA", "uk", "Interfax-Ukraine", "Interfax-Ukraine", "interfax.com.ua"),
    _row("Interfax", "RU", "ru", "Interfax|Интерфакс", "Interfax", "interfax.ru"),
    _row("TASS", "RU", "ru", "ITAR-TASS|TASS|ТАСС", "TASS|ТАСС", "tass.com|tass.ru", True),
    _row("RIA Novosti", "RU", "ru", "RIA Novosti|РИА Новости", "RIA", "ria.ru", True),
    _row("BelTA", "BY", "be", "BelTA|БелТА", "BelTA", "belta.by", True),
    _row("Anadolu", "TR", "tr", "Anadolu Agency|Anadolu Ajansı|Anadolu", "AA", "aa.com.tr", True),
    _row("DHA", "TR", "tr", "Demirören Haber Ajansı", "DHA", "dha.com.tr"),
    _row("IHA", "TR", "tr", "İhlas Haber Ajansı", "İHA|IHA", "iha.com.tr"),
    _row("Xinhua", "CN", "zh", "Xinhua News Agency|Xinhua|新华社|新華社", "Xinhua|XINHUA", "news.cn", True),
    _row("China News Service", "CN", "zh", "China News Service|中新社|中新网", "CNS|ECNS", "chinanews.com.cn", True),
    _row("CNA", "TW", "zh", "Central News Agency|中央社", "CNA", "cna.com.tw"),
    _row("Kyodo", "JP", "ja", "Kyodo News|共同通信", "Kyodo|KYODO", "kyodonews.net"),
    _row("Jiji", "JP", "ja", "Jiji Press|時事通信", "Jiji|JIJI", "jiji.com"),
    _row("Yonhap", "KR", "ko", "Yonhap News Agency|Yonhap|연합뉴스", "Yonhap|YONHAP", "yna.co.kr"),
    _row("Newsis", "KR", "ko", "Newsis|뉴시스", "NEWSIS", "newsis.com"),
    _row("KCNA", "KP", "ko", "Korean Central News Agency|조선중앙통신", "KCNA", "kcna.kp", True),
    _row("PTI", "IN", "en", "Press Trust of India", "PTI", "ptinews.com"),
    _row("ANI", "IN", "en", "Asian News International", "ANI", "aninews.in"),
    _row("IANS", "IN", "en", "Indo-Asian News Service", "IANS", "ians.in"),
    _row("UNI", "IN", "en", "United News of India", "UNI", "uniindia.com"),
    _row("APP", "PK", "en", "Associated Press of Pakistan", "APP", "app.com.pk", True),
    _row("BSS", "BD", "en", "Bangladesh Sangbad Sangstha", "BSS", "bssnews.net", True),
    _row("UNB", "BD", "en", "United News of Bangladesh", "UNB", "unb.com.bd"),
    _row("Bernama", "MY", "ms", "Bernama", "BERNAMA", "bernama.com", True),
    _row("Antara", "ID", "id", "Antara News|kantor berita Antara", "ANTARA|Antara", "antaranews.com", True),
    _row("VNA", "VN", "vi", "Vietnam News Agency|Thông tấn xã Việt Nam", "VNA|TTXVN", "vnanet.vn", True),
    _row("PNA", "PH", "en", "Philippine News Agency", "PNA", "pna.gov.ph", True),
    _row("TNA", "TH", "th", "Thai News Agency", "TNA", ""),
    _row("AAP", "AU", "en", "Australian Associated Press|AAP", "AAP", "aap.com.au"),
    _row("The Canadian Press", "CA", "en", "The Canadian Press|Canadian Press|La Presse Canadienne", "CP"),
    _row("Agência Brasil", "BR", "pt", "Agência Brasil", "ABr", "agenciabrasil.ebc.com.br", True),
    _row("Télam", "AR", "es", "Télam", "TELAM|Télam", "telam.com.ar", True),
    _row("Notimex", "MX", "es", "Notimex", "NTX|Notimex", "", True),
    _row("Prensa Latina", "CU", "es", "Prensa Latina", "PL", "prensa-latina.cu", True),
    _row("MENA", "EG", "ar", "Middle East News Agency|وكالة أنباء الشرق الأوسط", "MENA", "mena.org.eg", True),
    _row("SPA", "SA", "ar", "Saudi Press Agency|واس", "SPA", "spa.gov.sa", True),
    _row("WAM", "AE", "ar", "Emirates News Agency|وام", "WAM", "wam.ae", True),
    _row("QNA", "QA", "ar", "Qatar News Agency|قنا", "QNA", "qna.org.qa", True),
    _row("KUNA", "KW", "ar", "Kuwait News Agency|كونا", "KUNA", "kuna.net.kw", True),
    _row("BNA", "BH", "ar", "Bahrain News Agency", "BNA", "bna.bh", True),
    _row("ONA", "OM", "ar", "Oman News Agency", "ONA", "omannews.gov.om", True),
    _row("Petra", "JO", "ar", "Jordan News Agency|بترا", "Petra", "petra.gov.jo", True),
    _row("NNA", "LB", "ar", "National News Agency", "NNA", "nna-leb.gov.lb", True),
    _row("SANA", "SY", "ar", "Syrian Arab News Agency|سانا", "SANA", "sana.sy", True),
    _row("WAFA", "PS", "ar", "Palestinian News and Information Agency", "WAFA", "wafa.ps", True),
    _row("INA", "IQ", "ar", "Iraqi News Agency", "INA", "ina.iq", True),
    _row("IRNA", "IR", "fa", "Islamic Republic News Agency|ایرنا", "IRNA", "irna.ir", True),
    _row("ISNA", "IR", "fa", "Iranian Students' News Agency|Iranian Students’ News Agency", "ISNA", "isna.ir"),
    _row("Fars", "IR", "fa", "Fars News Agency", "FNA", "farsnews.ir"),
    _row("Tasnim", "IR", "fa", "Tasnim News Agency", "", "tasnimnews.com"),
    _row("APS", "DZ", "ar", "Algérie Presse Service", "APS", "aps.dz", True),
    _row("MAP", "MA", "ar", "Maghreb Arabe Presse", "MAP", "mapnews.ma", True),
    _row("TAP", "TN", "ar", "Tunis Afrique Presse", "TAP", "tap.info.tn", True),
    _row("NAN", "NG", "en", "News Agency of Nigeria", "NAN", "nannews.ng", True),
    _row("GNA", "GH", "en", "Ghana News Agency", "GNA", "gna.org.gh", True),
    _row("KNA Kenya", "KE", "en", "Kenya News Agency", "", "kenyanews.go.ke", True),
    _row("SUNA", "SD", "ar", "Sudan News Agency", "SUNA", "suna-sd.net", True),
    _row("ENA", "ET", "am", "Ethiopian News Agency", "ENA", "ena.et", True),
    _row("News24 Wire", "ZA", "en", "News24 Wire|African News Agency", "ANA", ""),
    _row("APAnews", "SN", "fr", "Agence de Presse Africaine", "APAnews", "apanews.net"),
    _row("Kazinform", "KZ", "kk", "Kazinform", "", "inform.kz", True),
    _row("Azertac", "AZ", "az", "Azertac|AZERTAC", "AZERTAC", "azertag.az", True),
    _row("Armenpress", "AM", "hy", "Armenpress", "ARMENPRESS", "armenpress.am", True),
    _row("GRI", "GE", "ka", "Interpressnews", "IPN", "interpressnews.ge"),
    _row("Montsame", "MN", "mn", "Montsame", "MONTSAME", "montsame.mn", True),
)  # fmt: skip


def named(text: str | None) -> tuple[str, ...]:
    """The agencies that a credit, byline or dateline names, in printed order; short codes count (`(AP)`, `PA`)."""
    return _found(_credit_pattern(), text)


def self_named(text: str) -> tuple[str, ...]:
    """The agencies whose full name stands in running text, where a short code may be anything."""
    return _found(_text_pattern(), text)


def of_domain(host: str | None) -> str | None:
    """The agency whose own site `host` is (`apnews.com`, `www.reuters.com`)."""
    name = (host or "").lower().removeprefix("www.")
    return next((a.name for a in AGENCIES if any(name == d or name.endswith("." + d) for d in a.domains)), None)


def is_agency(outlet: str | None) -> str | None:
    """The agency that an outlet's name is, as a whole (`The Associated Press`, `Reuters`), else None."""
    bare = regex.sub(r"^(?:the|la|l'|die|el)\s+", "", (outlet or "").strip(), flags=regex.I)
    return _whole_names().get(bare.casefold())


def _found(patterns: tuple[regex.Pattern[str], dict[str, str]], text: str | None) -> tuple[str, ...]:
    pattern, owner = patterns
    hits = (
        owner[m.group().casefold()] if m.group().casefold() in owner else owner[m.group()]
        for m in pattern.finditer(text or "")
    )
    return tuple(dict.fromkeys(hits))


@cache
def _credit_pattern() -> tuple[regex.Pattern[str], dict[str, str]]:
    forms = {f.casefold(): a.name for a in AGENCIES for f in a.forms}
    codes: dict[str, str] = {}
    for agency in AGENCIES:
        for code in agency.codes:
            codes.setdefault(code, agency.name)
    return _pattern(forms, codes), forms | codes


@cache
def _text_pattern() -> tuple[regex.Pattern[str], dict[str, str]]:
    forms = {f.casefold(): a.name for a in AGENCIES for f in a.forms}
    return _pattern(forms, {}), forms


def _pattern(forms: dict[str, str], codes: dict[str, str]) -> regex.Pattern[str]:
    """Longest first, so that `Australian Associated Press` and `Associated Press of Pakistan` are not taken for AP."""
    both = [(f, f"(?i:{regex.escape(f)})") for f in forms] + [(c, regex.escape(c)) for c in codes]
    ordered = "|".join(p for _, p in sorted(both, key=lambda row: (-len(row[0]), row[0])))
    return regex.compile(
        rf"(?:(?<![\p{{L}}\p{{N}}\-])|(?<=\p{{Han}})|(?=\p{{Han}}))(?:{ordered})(?:(?![\p{{L}}\p{{N}}])|(?<=\p{{Han}}))"
    )


@cache
def _whole_names() -> dict[str, str]:
    names: dict[str, str] = {}
    for agency in AGENCIES:
        for form in (agency.name, *agency.forms, *agency.codes):
            names.setdefault(form.casefold(), agency.name)
    return names

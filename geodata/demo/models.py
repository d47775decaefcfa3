"""Which counts there are, what each is drawn from, and from which (imagined) register it comes.

Levels follow published figures for the StädteRegion where there are any: SGB-II-Hilfequote 10.2 % (November 2021),
U3 day care 33 %, no school certificate 7.3 %, long-term share of the unemployed 44.6 %; else they are estimates.
"""

from collections.abc import Mapping

from geodata.demo.chance import Model, Scaled, Share, Sum

MODELS: Mapping[str, tuple[Model, ...]] = {
    "melderegister": (
        Share("mh_u18", "ew_u18", 0.38, d=0.22, m=0.42, course="zuwanderung", noise=0.08),
        Share("mh_18plus", "ew_18plus", 0.24, d=0.15, m=0.38, u=0.10, course="zuwanderung", noise=0.08),
        Sum("migrationshintergrund", ("mh_u18", "mh_18plus")),
        Share("auslaender", "migrationshintergrund", 0.66, d=0.08, m=0.16, u=0.16, course="zuwanderung", noise=0.06),
        Share("auslaender_18plus", "auslaender", 0.84, u=0.15, at_most="mh_18plus", noise=0.05),
        Share("auslaender_u_rag", "auslaender", 0.925, a=-0.05, noise=0.05),
        Share("ew_wohndauer10", "ew_ab10", 0.47, d=-0.16, a=0.14, u=-0.42, s=-0.10, noise=0.10),
        Share("ew_haltestelle_500m", "ew_insgesamt", 0.90, s=0.85, noise=0.35),
    ),
    "haushalte": (
        Share("ew_65plus_privat", "ew_65plus", 0.96, noise=0.15),
        Share("ew_65plus_alleinlebend", "ew_65plus_privat", 0.32, d=0.14, u=0.16, s=0.08, noise=0.10),
        Share("hh_alleinerziehend", "hh_mit_kindern", 0.195, d=0.24, s=0.04, noise=0.10),
        Share("hh_3_und_mehr_kinder", "hh_mit_kindern", 0.12, d=0.16, m=0.12, noise=0.12),
    ),
    "jobcenter": (
        Share("sgb2_u15", "ew_u15", 0.166, d=0.62, m=0.08, noise=0.15, course="kinder_sgb2"),
        Share("sgb2_elb", "ew_15_u_rag", 0.090, d=0.56, m=0.08, u=-0.12, noise=0.11, course="sgb2"),
        Sum("sgb2_regelleistung", ("sgb2_u15", "sgb2_elb")),
        Share(
            "sgb2_auslaender",
            "auslaender_u_rag",
            0.255,
            d=0.34,
            u=-0.14,
            noise=0.15,
            course="kinder_sgb2",
            at_most="sgb2_regelleistung",
        ),
        Share("sgb2_alleinerziehende", "hh_alleinerziehend", 0.36, d=0.44, noise=0.12, course="sgb2"),
        Share("alo_15_u25", "ew_15_u25", 0.033, d=0.36, u=-0.25, noise=0.14, course="arbeitslosigkeit"),
        Share("alo_25_u65", "ew_25_u65", 0.059, d=0.44, noise=0.10, course="arbeitslosigkeit"),
        Sum("alo_insgesamt", ("alo_15_u25", "alo_25_u65")),
        Share("alo_langzeit", "alo_insgesamt", 0.446, d=0.10, noise=0.06, course="corona"),
        Share("svb_15_u65", "ew_15_u65", 0.585, d=-0.13, u=-0.26, noise=0.05, course="steigend"),
    ),
    "sozialamt": (
        Share("grusi_alter", "ew_ab_rag", 0.036, d=0.52, s=0.10, noise=0.16, course="steigend"),
        Share("grusi_em", "ew_18_u_rag", 0.011, d=0.40, noise=0.20, course="steigend"),
        Share("hlu_aasg", "ew_18_u_rag", 0.003, d=0.40, noise=0.20),
        Share("asylblg", "ew_insgesamt", 0.006, m=0.22, noise=0.40, course="asyl"),
        Sum("mindestsicherung", ("sgb2_regelleistung", "grusi_alter", "grusi_em", "hlu_aasg", "asylblg")),
        Share("hh_wohngeld", "hh_privat", 0.017, d=0.26, noise=0.16, course="corona"),
        Share("hilfe_pflege", "ew_65plus", 0.017, d=0.36, noise=0.20, course="steigend"),
        Share("eingliederungshilfe", "ew_insgesamt", 0.010, d=0.16, noise=0.30, course="steigend"),
    ),
    "jugendaemter": (
        Share("hze_faelle", "ew_u21", 0.033, d=0.42, noise=0.22, course="steigend"),
        Share("kinder_u3_betreut", "ew_u3", 0.331, d=-0.14, u=0.10, b=-0.09, noise=0.13, course="steigend"),
        Share("kinder_3_u6_betreut", "ew_3_u6", 0.925, d=-0.16, noise=0.12, course="corona"),
    ),
    "wohnen": (
        Share("wohnungen_leer", "wohnungen", 0.032, d=0.14, s=-0.06, noise=0.30, year=2022),
        Sum("wohnungen_bewohnt", ("wohnungen",), ("wohnungen_leer",)),
        Share(
            "wohnungen_eigentuemer", "wohnungen_bewohnt", 0.36, d=-0.42, a=0.14, u=-0.30, s=-0.32, noise=0.10, year=2022
        ),
        Share("wohnungen_gefoerdert", "wohnungen", 0.052, d=0.62, s=0.18, noise=0.50, course="sinkend"),
    ),
    "bildung": (
        Scaled("uebergaenge_kl4", "ew_6_u10", 0.72),
        Share("uebergaenge_gymnasium", "uebergaenge_kl4", 0.42, d=-0.34, u=0.14, b=-0.24, noise=0.24),
        Scaled("schulabgaenge", "ew_15_u18", 0.95),
        Share("abgaenge_ohne_abschluss", "schulabgaenge", 0.073, d=0.34, noise=0.20, course="steigend"),
        Scaled("schueler_kl1_10", "ew_6_u15", 1.06),
        Share("schueler_foerderbedarf", "schueler_kl1_10", 0.08, d=0.26, noise=0.16, course="steigend"),
    ),
    "gesundheitsamt": (
        Scaled("seu_untersucht", "ew_3_u6", 0.96),
        Share("seu_sprache_auffaellig", "seu_untersucht", 0.24, d=0.19, m=0.08, b=0.26, noise=0.25, course="corona"),
        Share("seu_uebergewicht", "seu_untersucht", 0.122, d=0.17, b=0.14, noise=0.10, course="corona", year=2018),
        Share("seu_zahn_befund", "seu_untersucht", 0.17, d=0.21, m=0.05, b=0.28, noise=0.28),
        Share("seu_uheft_vorgelegt", "seu_untersucht", 0.90, d=-0.18, m=-0.10, noise=0.14),
        Share("seu_u_vollstaendig", "seu_uheft_vorgelegt", 0.86, d=-0.22, b=-0.12, noise=0.12),
        Share("seu_nichtdeutsch", "seu_untersucht", 0.29, d=0.20, m=0.46, noise=0.15, course="zuwanderung"),
    ),
    "pflege": (
        Share("pflege_u65", "ew_u65", 0.021, d=0.14, noise=0.10, course="steigend"),
        Share("pflege_65plus", "ew_65plus", 0.265, d=0.12, a=0.08, noise=0.10, course="steigend"),
        Sum("pflege_leistung", ("pflege_u65", "pflege_65plus")),
        Share("schwerbehindert", "ew_insgesamt", 0.104, d=0.07, a=0.14, u=-0.10, noise=0.08),
    ),
    "wahlen": (
        Sum("wahlberechtigt_btw", ("ew_18plus",), ("auslaender_18plus",)),
        Share("waehlende_btw", "wahlberechtigt_btw", 0.772, d=-0.22, u=0.12, noise=0.22),
        Scaled("wahlberechtigt_kommunal", "wahlberechtigt_btw", 1.05),
        Share("waehlende_kommunal", "wahlberechtigt_kommunal", 0.52, d=-0.20, u=0.10, s=-0.05, noise=0.20),
    ),
}

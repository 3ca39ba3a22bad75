"""Seats of government by which reports call a country: "Moscow would oppose it", "the Kremlin said"."""

from __future__ import annotations

_SEATS = """
Abu Dhabi=United Arab Emirates|UAE; Abuja=Nigeria; Accra=Ghana; Addis Ababa=Ethiopia; Algiers=Algeria; Amman=Jordan; Amsterdam=Netherlands;
Ankara=Turkey|Türkiye; Asmara=Eritrea; Astana=Kazakhstan; Asunción=Paraguay; Athens=Greece; Baghdad=Iraq; Baku=Azerbaijan; Bamako=Mali;
Bangkok=Thailand; Beijing=China; Beirut=Lebanon; Belgrade=Serbia; Berlin=Germany; Bern=Switzerland; Bishkek=Kyrgyzstan; Bogotá=Colombia;
Brasília=Brazil; Bratislava=Slovakia; Bucharest=Romania; Budapest=Hungary; Buenos Aires=Argentina; Cairo=Egypt; Canberra=Australia;
Caracas=Venezuela; Chisinau=Moldova; Colombo=Sri Lanka; Copenhagen=Denmark; Dakar=Senegal; Damascus=Syria; Delhi=India; New Delhi=India;
Dhaka=Bangladesh; Doha=Qatar; Dublin=Ireland; Dushanbe=Tajikistan; Hanoi=Vietnam; Harare=Zimbabwe; Havana=Cuba; Helsinki=Finland;
Islamabad=Pakistan; Jakarta=Indonesia; Jerusalem=Israel; Juba=South Sudan; Kabul=Afghanistan; Kampala=Uganda; Kathmandu=Nepal;
Khartoum=Sudan; Kigali=Rwanda; Kinshasa=Congo|Democratic Republic of Congo|DR Congo; Kyiv=Ukraine; Kiev=Ukraine; La Paz=Bolivia; Lima=Peru;
Lisbon=Portugal; Ljubljana=Slovenia; London=Britain|United Kingdom|UK; Luanda=Angola; Madrid=Spain; Managua=Nicaragua; Manila=Philippines;
Maputo=Mozambique; Mexico City=Mexico; Minsk=Belarus; Mogadishu=Somalia; Moscow=Russia; Nairobi=Kenya; Niamey=Niger; Nicosia=Cyprus;
Oslo=Norway; Ottawa=Canada; Ouagadougou=Burkina Faso; Paris=France; Phnom Penh=Cambodia; Podgorica=Montenegro; Prague=Czech Republic|Czechia;
Pretoria=South Africa; Pristina=Kosovo; Pyongyang=North Korea; Quito=Ecuador; Rabat=Morocco; Reykjavik=Iceland; Riga=Latvia;
Riyadh=Saudi Arabia; Rome=Italy; San José=Costa Rica; Sanaa=Yemen; Santiago=Chile; Sarajevo=Bosnia|Bosnia and Herzegovina; Seoul=South Korea;
Skopje=North Macedonia; Sofia=Bulgaria; Stockholm=Sweden; Taipei=Taiwan; Tallinn=Estonia; Tashkent=Uzbekistan; Tbilisi=Georgia;
Tegucigalpa=Honduras; Tehran=Iran; Tirana=Albania; Tokyo=Japan; Tripoli=Libya; Tunis=Tunisia; Vienna=Austria; Vilnius=Lithuania;
Warsaw=Poland; Washington=United States|US|U.S.|USA|United States of America|America; Wellington=New Zealand; Yangon=Myanmar;
Naypyidaw=Myanmar; Yaoundé=Cameroon; Yerevan=Armenia; Zagreb=Croatia; Kremlin=Russia; White House=United States|US|U.S.|USA|United States of America|America;
Downing Street=Britain|United Kingdom|UK; Elysee=France; Élysée=France; Pentagon=United States|US|U.S.|USA|United States of America|America
"""
"""Capitals, and houses of government, with the names of the country; places alone, no bodies with a will of their own."""

SEATS: dict[str, frozenset[str]] = {
    seat.strip().lower(): frozenset(name.lower() for name in names.split("|"))
    for seat, _, names in (entry.partition("=") for entry in " ".join(_SEATS.split()).split(";"))
}


def countries_of(name: str) -> frozenset[str]:
    """Give the names, in lower case, of the country that a seat of government stands for; nothing for other names."""
    return SEATS.get(name.lower().removeprefix("the "), frozenset())

"""Where people say they live, and whose clock that is: what the tz database does not name itself.

Names are written as their people would like to read them; `zones` compares them without case and accents.
"""

from collections.abc import Mapping

CITIES: Mapping[str, str] = {
    "Africa/Accra": "Kumasi",
    "Africa/Cairo": "Alexandria, Giza, Luxor",
    "Africa/Casablanca": "Rabat, Marrakesh, Fès, Tangier, Agadir",
    "Africa/Dar_es_Salaam": "Dodoma, Zanzibar, Arusha",
    "Africa/Douala": "Yaoundé",
    "Africa/Johannesburg": "Cape Town, Durban, Pretoria, Port Elizabeth, Bloemfontein, Soweto",
    "Africa/Lagos": "Abuja, Kano, Ibadan, Port Harcourt, Benin City",
    "Africa/Nairobi": "Mombasa, Kisumu",
    "Africa/Abidjan": "Yamoussoukro",
    "Africa/Harare": "Bulawayo",
    "America/Anchorage": "Alaska, Fairbanks",
    "America/Argentina/Buenos_Aires": "La Plata, Mar del Plata",
    "America/Argentina/Cordoba": "Rosario, Santa Fe",
    "America/Bahia": "Salvador",
    "America/Boise": "Idaho",
    "America/Bogota": "Bogotá, Medellín, Cali, Barranquilla, Cartagena, Bucaramanga",
    "America/Caracas": "Maracaibo, Valencia",
    "America/Chicago": "Houston, Dallas, San Antonio, Austin, Fort Worth, Minneapolis, St. Paul, Milwaukee, "
    "New Orleans, "
    "Memphis, Nashville, St. Louis, Kansas City, Oklahoma City, Tulsa, Omaha, Des Moines, Birmingham, Madison, "
    "Little Rock, Wichita, Mobile, Texas, Illinois, Minnesota, Wisconsin, Iowa, Missouri, Arkansas, Louisiana, "
    "Mississippi, Alabama, Oklahoma, Kansas, Nebraska, Tennessee, North Dakota, South Dakota",
    "America/Denver": "El Paso, Salt Lake City, Albuquerque, Santa Fe, Colorado Springs, Boulder, Billings, Cheyenne, "
    "Colorado, Utah, New Mexico, Wyoming, Montana",
    "America/Detroit": "Michigan, Grand Rapids, Ann Arbor",
    "America/Edmonton": "Calgary, Alberta, Red Deer",
    "America/Fortaleza": "Natal, Teresina, São Luís, João Pessoa",
    "America/Guayaquil": "Quito, Cuenca",
    "America/Halifax": "Nova Scotia, Charlottetown, Prince Edward Island",
    "America/Indiana/Indianapolis": "Indiana, Fort Wayne",
    "America/Kentucky/Louisville": "Kentucky, Lexington",
    "America/La_Paz": "Santa Cruz de la Sierra, Cochabamba, Sucre",
    "America/Lima": "Arequipa, Cusco, Trujillo",
    "America/Los_Angeles": "San Francisco, San Diego, San José, Sacramento, Oakland, Fresno, Seattle, Tacoma, Spokane, "
    "Portland, Eugene, Las Vegas, Reno, California, Washington State, Oregon, Nevada",
    "America/Mexico_City": "Guadalajara, Puebla, Querétaro, León, Toluca, Veracruz, Oaxaca, Ciudad de México",
    "America/Moncton": "New Brunswick, Fredericton, Saint John",
    "America/Nassau": "Bahamas",
    "America/New_York": "Boston, Philadelphia, Washington, Atlanta, Miami, Orlando, Tampa, Jacksonville, Charlotte, "
    "Raleigh, Pittsburgh, Cleveland, Columbus, Cincinnati, Baltimore, Buffalo, Rochester, Richmond, Norfolk, Newark, "
    "Brooklyn, Providence, Hartford, Charleston, Savannah, Knoxville, Portland (Maine), Burlington, Albany, Florida, "
    "Georgia, North Carolina, South Carolina, Virginia, West Virginia, Maryland, Delaware, New Jersey, Pennsylvania, "
    "Ohio, Connecticut, Rhode Island, Massachusetts, New Hampshire, Vermont, Maine",
    "America/Phoenix": "Tucson, Mesa, Arizona",
    "America/Port-au-Prince": "Haiti",
    "America/Puerto_Rico": "San Juan",
    "America/Recife": "Pernambuco",
    "America/Regina": "Saskatchewan, Saskatoon",
    "America/Santiago": "Valparaíso, Concepción",
    "America/Sao_Paulo": "São Paulo, Rio de Janeiro, Brasília, Belo Horizonte, Curitiba, Porto Alegre, Goiânia, "
    "Campinas, Florianópolis, Vitória, Santos, Guarulhos",
    "America/St_Johns": "Newfoundland",
    "America/Tijuana": "Mexicali, Ensenada",
    "America/Toronto": "Ottawa, Montréal, Québec, Hamilton, Mississauga, Kitchener, London, Windsor, Kingston, "
    "Gatineau, "
    "Ontario, Thunder Bay, Sudbury",
    "America/Vancouver": "Victoria, British Columbia, Surrey, Kelowna, Burnaby",
    "America/Whitehorse": "Yukon",
    "America/Winnipeg": "Manitoba, Brandon",
    "Asia/Almaty": "Astana, Nur-Sultan, Shymkent",
    "Asia/Dhaka": "Chittagong, Khulna, Sylhet",
    "Asia/Dubai": "Abu Dhabi, Sharjah",
    "Asia/Ho_Chi_Minh": "Hanoi, Saigon, Da Nang, Haiphong",
    "Asia/Jakarta": "Surabaya, Bandung, Medan, Semarang, Yogyakarta, Palembang, Bogor",
    "Asia/Jerusalem": "Tel Aviv, Haifa",
    "Asia/Karachi": "Lahore, Islamabad, Faisalabad, Rawalpindi, Peshawar, Multan",
    "Asia/Kathmandu": "Pokhara",
    "Asia/Kolkata": "Mumbai, Bombay, Delhi, New Delhi, Bengaluru, Bangalore, Hyderabad, Ahmedabad, Chennai, Madras, "
    "Pune, "
    "Surat, Jaipur, Lucknow, Kanpur, Nagpur, Indore, Bhopal, Patna, Vadodara, Kochi, Thiruvananthapuram, Coimbatore, "
    "Visakhapatnam, Chandigarh, Guwahati, Goa, Agra, Varanasi, Srinagar, Amritsar, Ranchi, Mysuru",
    "Asia/Kuala_Lumpur": "George Town, Penang, Johor Bahru, Ipoh",
    "Asia/Kuching": "Kota Kinabalu",
    "Asia/Makassar": "Bali, Denpasar, Lombok",
    "Asia/Manila": "Quezon City, Cebu, Davao",
    "Asia/Riyadh": "Jeddah, Mecca, Medina, Dammam",
    "Asia/Seoul": "Busan, Incheon, Daegu, Daejeon, Gwangju",
    "Asia/Shanghai": "Beijing, Guangzhou, Shenzhen, Chengdu, Tianjin, Wuhan, Chongqing, Xi'an, Hangzhou, Nanjing, "
    "Shenyang, Harbin, Qingdao, Dalian, Suzhou, Dongguan, Foshan, Jinan, Zhengzhou, Changsha, Kunming, Xiamen, Ningbo, "
    "Hefei, Fuzhou, Changchun, Nanning, Guiyang, Lanzhou, Lhasa",
    "Asia/Taipei": "Kaohsiung, Taichung, Tainan",
    "Asia/Tehran": "Mashhad, Isfahan, Shiraz, Tabriz",
    "Asia/Tokyo": "Osaka, Kyoto, Yokohama, Nagoya, Sapporo, Fukuoka, Kobe, Sendai, Hiroshima, Okinawa",
    "Asia/Baghdad": "Basra, Mosul, Erbil",
    "Asia/Yangon": "Mandalay, Rangoon",
    "Asia/Damascus": "Aleppo",
    "Asia/Bangkok": "Chiang Mai, Phuket",
    "Atlantic/Canary": "Las Palmas, Tenerife",
    "Atlantic/Azores": "Ponta Delgada",
    "Atlantic/Madeira": "Funchal",
    "Atlantic/Cape_Verde": "Praia",
    "Australia/Brisbane": "Gold Coast, Cairns, Townsville, Queensland, Sunshine Coast, Toowoomba",
    "Australia/Adelaide": "South Australia",
    "Australia/Darwin": "Northern Territory, Alice Springs",
    "Australia/Hobart": "Tasmania, Launceston",
    "Australia/Melbourne": "Victoria, Geelong, Ballarat, Bendigo",
    "Australia/Perth": "Western Australia, Fremantle",
    "Australia/Sydney": "Canberra, Newcastle, Wollongong, New South Wales",
    "Europe/Amsterdam": "Rotterdam, The Hague, Den Haag, Utrecht, Eindhoven, Groningen",
    "Europe/Athens": "Thessaloniki, Crete",
    "Europe/Belgrade": "Novi Sad, Niš",
    "Europe/Berlin": "Hamburg, Munich, München, Cologne, Köln, Frankfurt, Stuttgart, Düsseldorf, Leipzig, Dortmund, "
    "Essen, "
    "Bremen, Dresden, Hanover, Hannover, Nuremberg, Nürnberg, Duisburg, Bochum, Wuppertal, Bielefeld, Bonn, Münster, "
    "Mannheim, Karlsruhe, Augsburg, Wiesbaden, Mainz, Kiel, Lübeck, Freiburg, Aachen, Erfurt, Rostock, Kassel, "
    "Heidelberg, Saarbrücken, Magdeburg, Halle, Potsdam, Göttingen, Würzburg, Regensburg, Ulm, Jena",
    "Europe/Brussels": "Antwerp, Ghent, Bruges, Liège, Charleroi",
    "Europe/Bucharest": "Cluj-Napoca, Timișoara, Iași, Brașov",
    "Europe/Copenhagen": "Aarhus, Odense, Aalborg",
    "Europe/Dublin": "Cork, Galway, Limerick",
    "Europe/Helsinki": "Espoo, Tampere, Turku, Oulu",
    "Europe/Istanbul": "Ankara, Izmir, Bursa, Antalya, Adana",
    "Europe/Kyiv": "Kharkiv, Odesa, Lviv, Dnipro, Kiev",
    "Europe/Lisbon": "Porto, Braga, Coimbra, Faro",
    "Europe/London": "Birmingham, Manchester, Liverpool, Leeds, Sheffield, Bristol, Newcastle, Nottingham, Leicester, "
    "Coventry, Brighton, Southampton, Portsmouth, Plymouth, Exeter, Norwich, Cambridge, Oxford, York, Hull, Bath, "
    "Edinburgh, Glasgow, Aberdeen, Dundee, Inverness, Cardiff, Swansea, Belfast, Bournemouth, Stoke-on-Trent, Derby",
    "Europe/Madrid": "Barcelona, Valencia, Seville, Sevilla, Zaragoza, Málaga, Bilbao, Granada, Murcia, Palma, "
    "Alicante",
    "Europe/Moscow": "Saint Petersburg, St. Petersburg, Nizhny Novgorod, Kazan, Rostov-on-Don, Voronezh, Sochi",
    "Europe/Oslo": "Bergen, Trondheim, Stavanger, Tromsø",
    "Europe/Paris": "Lyon, Marseille, Toulouse, Nice, Bordeaux, Lille, Nantes, Strasbourg, Montpellier, Rennes, "
    "Grenoble",
    "Europe/Prague": "Brno, Ostrava, Plzeň",
    "Europe/Rome": "Milan, Milano, Naples, Napoli, Turin, Torino, Florence, Venice, Bologna, Genoa, Palermo, "
    "Catania, Bari",
    "Europe/Sofia": "Plovdiv, Varna",
    "Europe/Stockholm": "Gothenburg, Göteborg, Malmö, Uppsala",
    "Europe/Tallinn": "Tartu",
    "Europe/Vienna": "Wien, Graz, Linz, Salzburg, Innsbruck, Klagenfurt",
    "Europe/Vilnius": "Kaunas",
    "Europe/Warsaw": "Warszawa, Kraków, Łódź, Wrocław, Poznań, Gdańsk, Szczecin, Katowice, Lublin",
    "Europe/Zagreb": "Split, Rijeka, Dubrovnik",
    "Europe/Zurich": "Zürich, Geneva, Genève, Basel, Bern, Lausanne, Lucerne, Lugano, Winterthur, St. Gallen",
    "Asia/Yekaterinburg": "Chelyabinsk, Ufa, Perm",
    "Pacific/Auckland": "Wellington, Christchurch, Hamilton, Dunedin, Queenstown, Tauranga",
    "Pacific/Honolulu": "Hawaii, Hilo, Maui",
    "Pacific/Fiji": "Suva",
}
"""Cities, and the states and provinces people name instead, by zone; the zone's own city is known already."""

SHORT: Mapping[str, str] = {
    "nyc": "America/New_York",
    "ny": "America/New_York",
    "dc": "America/New_York",
    "washington dc": "America/New_York",
    "la": "America/Los_Angeles",
    "sf": "America/Los_Angeles",
    "est": "America/New_York",
    "edt": "America/New_York",
    "eastern": "America/New_York",
    "cst": "America/Chicago",
    "cdt": "America/Chicago",
    "central": "America/Chicago",
    "mst": "America/Denver",
    "mdt": "America/Denver",
    "mountain": "America/Denver",
    "pst": "America/Los_Angeles",
    "pdt": "America/Los_Angeles",
    "pacific": "America/Los_Angeles",
    "akst": "America/Anchorage",
    "hst": "Pacific/Honolulu",
    "gmt": "Europe/London",
    "bst": "Europe/London",
    "cet": "Europe/Berlin",
    "cest": "Europe/Berlin",
    "mez": "Europe/Berlin",
    "mesz": "Europe/Berlin",
    "eet": "Europe/Athens",
    "eest": "Europe/Athens",
    "msk": "Europe/Moscow",
    "ist": "Asia/Kolkata",
    "pkt": "Asia/Karachi",
    "jst": "Asia/Tokyo",
    "kst": "Asia/Seoul",
    "sgt": "Asia/Singapore",
    "hkt": "Asia/Hong_Kong",
    "wib": "Asia/Jakarta",
    "brt": "America/Sao_Paulo",
    "aest": "Australia/Sydney",
    "aedt": "Australia/Sydney",
    "acst": "Australia/Adelaide",
    "awst": "Australia/Perth",
    "nzst": "Pacific/Auckland",
    "nzdt": "Pacific/Auckland",
}
"""What people type for a place or a clock: initials, and abbreviations as they mean them, summer and winter alike."""

COUNTRIES: Mapping[str, str] = {
    "America": "US",
    "Brasil": "BR",
    "Britain": "GB",
    "Burma": "MM",
    "Czechia": "CZ",
    "Deutschland": "DE",
    "England": "GB",
    "España": "ES",
    "Great Britain": "GB",
    "Holland": "NL",
    "Ivory Coast": "CI",
    "Macedonia": "MK",
    "North Korea": "KP",
    "Northern Ireland": "GB",
    "Österreich": "AT",
    "Samoa": "WS",
    "Schweiz": "CH",
    "Scotland": "GB",
    "South Korea": "KR",
    "Korea": "KR",
    "Swaziland": "SZ",
    "Timor-Leste": "TL",
    "Türkiye": "TR",
    "UAE": "AE",
    "UK": "GB",
    "United Kingdom": "GB",
    "USA": "US",
    "Wales": "GB",
    "DR Congo": "CD",
    "Congo": "CG",
}
"""Other names of countries, by ISO code."""

READABLE: Mapping[str, str] = {
    "CD": "DR Congo",
    "CF": "Central African Republic",
    "CG": "Congo",
    "GB": "United Kingdom",
    "KP": "North Korea",
    "KR": "South Korea",
    "MM": "Myanmar",
    "SZ": "Eswatini",
    "WS": "Samoa",
    "AS": "American Samoa",
}
"""Countries that the tz database writes for sorting, as one reads them."""

WELL_KNOWN = (
    "Asia/Shanghai Asia/Kolkata Europe/Berlin Europe/Paris Europe/Rome Europe/Madrid America/New_York America/Toronto "
    "Africa/Lagos Asia/Jakarta Asia/Bangkok Asia/Ho_Chi_Minh Asia/Karachi America/Chicago America/Sao_Paulo "
    "America/Argentina/Buenos_Aires Asia/Tokyo Asia/Seoul Asia/Dhaka Europe/Moscow Europe/Istanbul Asia/Riyadh "
    "Africa/Nairobi Africa/Cairo America/Mexico_City Europe/London Europe/Dublin Europe/Lisbon Asia/Manila "
    "Asia/Singapore Asia/Hong_Kong Australia/Perth Africa/Johannesburg Asia/Tehran America/Los_Angeles "
    "America/Vancouver America/Bogota America/Lima Europe/Kyiv Europe/Athens Europe/Helsinki Asia/Dubai Africa/Accra "
    "Africa/Abidjan America/Caracas America/La_Paz Asia/Yangon Asia/Kabul Asia/Tashkent Africa/Casablanca "
    "Africa/Algiers Africa/Kinshasa Asia/Kathmandu Asia/Colombo Australia/Sydney Australia/Melbourne America/Denver "
    "America/Edmonton America/Santiago America/Havana America/Phoenix Asia/Jerusalem Asia/Beirut Europe/Chisinau "
    "Asia/Taipei Asia/Kuala_Lumpur Australia/Brisbane Asia/Almaty America/Guatemala America/Costa_Rica "
    "America/Halifax Australia/Adelaide Pacific/Auckland Australia/Darwin America/Anchorage Pacific/Honolulu "
    "America/St_Johns Europe/Warsaw Europe/Vienna Europe/Zurich Europe/Amsterdam Europe/Brussels Europe/Stockholm "
    "Europe/Bucharest Asia/Yekaterinburg Asia/Vladivostok Asia/Novosibirsk America/Montevideo Atlantic/Azores "
    "Atlantic/Cape_Verde Pacific/Fiji Pacific/Port_Moresby Pacific/Tongatapu America/Nuuk Pacific/Noumea Asia/Baku "
    "Atlantic/Reykjavik Pacific/Apia"
)
"""The best-known zones, spaces between: roughly by how many live by that clock, then by the fame of the city."""

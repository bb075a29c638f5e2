using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>
/// Vietnam's provinces and the districts and towns that people name without saying what they are. In July 2025 the 63 provinces became 34 and
/// the districts went; people write the old ones all the same, so both are known, and of an old province which one it belongs to now.
/// </summary>
internal static class Places
{
    private const int LongestName = 5;
    private const int LongestDistrict = 4;

    // Two letters are as often a shorthand for something else.
    private static readonly HashSet<string> Shorthands = new("hn sg dn bd hp hd ct kh dl ld na th la bn bg vp nd tg ag kg qn tth".Split(' '), StringComparer.Ordinal);

    // Province today = provinces of before, a name with its other spellings between bars.
    private const string ProvinceList = """
        Hà Nội = Hà Nội|hn|tp hn|tphn|ha noi
        Hồ Chí Minh = Hồ Chí Minh|hcm|tp hcm|tphcm|tp ho chi minh|thanh pho ho chi minh|sai gon|sg|tpsg|sgon ; Bình Dương|bd|bduong ; Bà Rịa - Vũng Tàu|ba ria vung tau|brvt|br vt
        Đà Nẵng = Đà Nẵng|dn|dnang|tp dn|da nang ; Quảng Nam|qnam
        Hải Phòng = Hải Phòng|hp|hai phong|hphong ; Hải Dương|hd|hai duong
        Huế = Thừa Thiên Huế|hue|tp hue|tt hue|tth|thua thien - hue
        Cần Thơ = Cần Thơ|can tho|ct ; Sóc Trăng ; Hậu Giang
        Tuyên Quang = Tuyên Quang ; Hà Giang
        Lào Cai = Lào Cai ; Yên Bái
        Thái Nguyên = Thái Nguyên ; Bắc Kạn|bac can
        Phú Thọ = Phú Thọ ; Vĩnh Phúc|vp ; Hòa Bình
        Bắc Ninh = Bắc Ninh|bn ; Bắc Giang|bg
        Hưng Yên = Hưng Yên ; Thái Bình
        Ninh Bình = Ninh Bình ; Hà Nam ; Nam Định|nd
        Quảng Trị = Quảng Trị ; Quảng Bình
        Quảng Ngãi = Quảng Ngãi ; Kon Tum|kontum
        Gia Lai = Gia Lai ; Bình Định
        Khánh Hòa = Khánh Hòa|kh ; Ninh Thuận
        Lâm Đồng = Lâm Đồng|ld ; Đắk Nông|dak nong|dac nong ; Bình Thuận
        Đắk Lắk = Đắk Lắk|dak lak|daklak|dac lac|dl ; Phú Yên
        Đồng Nai = Đồng Nai|dnai ; Bình Phước
        Tây Ninh = Tây Ninh ; Long An|la
        Vĩnh Long = Vĩnh Long ; Bến Tre ; Trà Vinh
        Đồng Tháp = Đồng Tháp ; Tiền Giang|tg
        Cà Mau = Cà Mau ; Bạc Liêu
        An Giang = An Giang|ag ; Kiên Giang|kg
        Lai Châu = Lai Châu
        Điện Biên = Điện Biên
        Sơn La = Sơn La
        Lạng Sơn = Lạng Sơn
        Quảng Ninh = Quảng Ninh|qn
        Thanh Hóa = Thanh Hóa|th
        Nghệ An = Nghệ An|na
        Hà Tĩnh = Hà Tĩnh
        Cao Bằng = Cao Bằng
        """;

    private const string DistrictList = """
        Bình Thạnh|bthanh, Gò Vấp|gvap, Tân Bình|tbinh, Tân Phú, Phú Nhuận, Bình Tân, Thủ Đức|tp thu duc|tpthuduc, Bình Chánh, Hóc Môn, Củ Chi, Nhà Bè, Cần Giờ,
        Ba Đình, Hoàn Kiếm, Hai Bà Trưng, Đống Đa, Cầu Giấy, Thanh Xuân, Hoàng Mai, Long Biên, Tây Hồ, Hà Đông, Nam Từ Liêm, Bắc Từ Liêm, Từ Liêm, Gia Lâm,
        Đông Anh, Thanh Trì, Hoài Đức, Sóc Sơn, Đan Phượng, Thạch Thất, Quốc Oai, Chương Mỹ, Thường Tín, Mê Linh, Sơn Tây,
        Hải Châu, Thanh Khê, Sơn Trà, Ngũ Hành Sơn, Liên Chiểu, Cẩm Lệ, Hòa Vang, Lê Chân, Ngô Quyền, Hồng Bàng, Kiến An, Hải An, Thủy Nguyên,
        Biên Hòa|bien hoa, Long Khánh, Long Thành, Nhơn Trạch, Trảng Bom, Thủ Dầu Một|tdm, Dĩ An, Thuận An, Bến Cát, Tân Uyên, Vũng Tàu, Bà Rịa, Phú Mỹ,
        Nha Trang, Cam Ranh, Đà Lạt, Bảo Lộc, Đức Trọng, Buôn Ma Thuột|bmt|buon me thuot, Quy Nhơn, Pleiku, Mỹ Tho, Long Xuyên, Châu Đốc, Rạch Giá, Phú Quốc,
        Ninh Kiều, Cái Răng, Bình Thủy, Vinh, Cửa Lò, Hạ Long, Cẩm Phả, Uông Bí, Móng Cái, Phan Thiết, Phan Rang, Tuy Hòa, Tam Kỳ, Hội An, Điện Bàn, Đồng Hới, Đông Hà,
        Việt Trì, Vĩnh Yên, Phúc Yên, Từ Sơn, Phủ Lý, Sa Đéc, Cao Lãnh, Tân An, Bến Lức, Đức Hòa, Gò Công, Vị Thanh, Sầm Sơn, Chí Linh, Hương Thủy, Phú Vang,
        Đồng Xoài, Gia Nghĩa, Tam Điệp, Sông Công, Phổ Yên, Đông Triều, Ngã Bảy, Hồng Ngự, Hà Tiên, Bình Long, Phước Long, Trảng Bàng, Hòa Thành, Gò Dầu, Cai Lậy,
        Kỳ Anh, Hồng Lĩnh, Nghi Sơn, Bỉm Sơn, Ba Đồn, Hương Trà, An Nhơn, Hoài Nhơn, Sông Cầu, Ninh Hòa, La Gi, An Khê, Buôn Hồ, Kiến Tường, Kinh Môn, Mỹ Hào,
        Duy Tiên, Quế Võ, Thuận Thành, Sa Pa|sapa, Mộc Châu, Tam Đảo, Cát Bà, Diên Khánh, Cần Giuộc, Cần Đước, Châu Thành, Lai Vung, Tịnh Biên, Tân Châu
        """;

    private static readonly Dictionary<string, Province> ByName = Provinces();
    private static readonly Dictionary<string, string> DistrictNames = DistrictList
        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
        .Select(entry => entry.Split('|'))
        .SelectMany(names => names.Select(name => (Key: TextFold.Fold(name), Name: names[0])))
        .DistinctBy(pair => pair.Key).ToDictionary(pair => pair.Key, pair => pair.Name, StringComparer.Ordinal);

    /// <summary>A shorthand that everybody uses, "ship hn".</summary>
    public static bool IsCity(string folded) => folded is "hn" or "sg" or "dn" or "hp" or "bd" or "qn";

    public static bool IsShorthand(string folded) => Shorthands.Contains(folded);

    /// <param name="folded">Words with single spaces between.</param>
    public static Province? Province(string folded) => ByName.GetValueOrDefault(folded);

    public static string? District(string folded) => DistrictNames.GetValueOrDefault(folded);

    /// <returns>The province that begins at a word, the longest name that fits, and how many words it has.</returns>
    public static (Province? Province, int Words) ProvinceAt(IReadOnlyList<Word> words, int at)
    {
        // The battle, which streets are called after in every town.
        if (Joined(words, at, 3) == "dien bien phu")
            return (null, 0);
        for (var count = LongestName; count > 0; count--)
            if (Joined(words, at, count) is { } name && ByName.TryGetValue(name, out var found))
                return (found, count);
        return (null, 0);
    }

    /// <returns>The district that begins at a word and can be told by its name.</returns>
    public static (string? District, int Words) DistrictAt(IReadOnlyList<Word> words, int at)
    {
        for (var count = LongestDistrict; count > 0; count--)
            if (Joined(words, at, count) is { } name && DistrictNames.TryGetValue(name, out var found))
                return (found, count);
        return (null, 0);
    }

    private static string? Joined(IReadOnlyList<Word> words, int first, int count)
    {
        if (first + count > words.Count)
            return null;
        for (var i = first + 1; i < first + count; i++)
            if (words[i].Gap is not (" " or "." or ". " or " - " or "-"))
                return null;
        return string.Join(' ', words.Skip(first).Take(count).Select(word => word.Text));
    }

    private static Dictionary<string, Province> Provinces()
    {
        var known = new Dictionary<string, Province>(StringComparer.Ordinal);
        foreach (var line in ProvinceList.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var sides = line.Split('=', StringSplitOptions.TrimEntries);
            foreach (var names in sides[1].Split(';', StringSplitOptions.TrimEntries).Select(entry => entry.Split('|', StringSplitOptions.TrimEntries)))
                foreach (var name in names)
                    known[Key(name)] = new Province(names[0], sides[0]);
        }

        return known;
    }

    private static string Key(string name) => string.Join(' ', TextFold.Fold(name).Split([' ', '-'], StringSplitOptions.RemoveEmptyEntries));
}

/// <param name="Now">The province that it is, or belongs to, since July 2025.</param>
internal sealed record Province(string Name, string Now);

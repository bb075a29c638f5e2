using System.Globalization;

namespace Hub.Core.Commerce.Drafts;

/// <summary>
/// Ward, district and province of one line. A word says what follows ("phường", "Q."), or the name is one that everybody knows and stands where
/// an address has it. A single letter is a quantity, an hour or a slip as well: it counts where more of an address is around it.
/// </summary>
internal sealed class UnitReader
{
    private const int MostWords = 4;
    private const int MostWards = 30;
    private const int MostDistricts = 12;
    private static readonly Vocabulary WardWords = new("phường|xã|thị trấn|p|f|x|tt");
    private static readonly Vocabulary DistrictWords = new("quận|huyện|thị xã|thành phố|q|h|tx|tp");
    private static readonly Vocabulary Sure = new("phường|xã|thị trấn|quận|huyện|thị xã|thành phố|tp");
    private static readonly Vocabulary Cities = new("thành phố|tp");
    private static readonly Vocabulary ProvinceWords = new("tỉnh|t|thành phố|tp");
    private static readonly Vocabulary Streets = new("đường|phố|cầu|chợ");
    private static readonly Vocabulary NoName = new(
        "lượng|lớn|cả|khác|xôi|áo|jean|tây|short|dài|ngắn|lót|mình|em|e|shop|nào|gì|mấy|đó|này|kia|ở|là|có|không|ko|k|cũ|mới|với|và|nữa|nhé|nha|ạ|lắm|quá|thì");
    private readonly ChatLine _line;
    private readonly IReadOnlyList<Word> _words;
    private readonly bool[] _used, _houses;
    private readonly (Province? Province, int Words)[] _provinces;
    private readonly (string? District, int Words)[] _districts;

    public UnitReader(ChatLine line)
    {
        (_line, _words, _used) = (line, line.Words, new bool[line.Words.Count]);
        // Asked for again and again: looked up once.
        _provinces = [.. _words.Select(word => Places.ProvinceAt(_words, word.Index))];
        _districts = [.. _words.Select(word => Places.DistrictAt(_words, word.Index))];
        _houses = [.. _words.Select(word => line.IsFree(word.Index) && Houses.Begins(line, word.Index))];
    }

    public Units Read()
    {
        var hasPlace = Enumerable.Range(0, _words.Count).Any(i => _line.IsFree(i) && IsPlace(i));
        var district = Marked(DistrictWords, MostDistricts, hasPlace);
        var ward = Marked(WardWords, MostWards, hasPlace || district is not null);
        var province = Province(ward, district);
        district ??= Known(ward, province);
        // "p12 q10": what was not sure before may be now.
        ward ??= Marked(WardWords, MostWards, district is not null || province is not null);
        province ??= Province(ward, district);
        return new Units(ward, district, province);
    }

    // Something that only an address has.
    private bool IsPlace(int word) => Houses.IsHouseWord(_words, word) || Glued(word, "p", "f", "phuong") is not null || Glued(word, "q", "quan") is not null
        || (_provinces[word] is (not null, var count) && (count > 1 || !Places.IsShorthand(_words[word].Text)))
        || _districts[word].District is not null;

    private Unit? Marked(Vocabulary words, int mostNumber, bool hasContext)
    {
        for (var i = 0; i < _words.Count; i++)
        {
            if (!_line.IsFree(i) || _used[i])
                continue;
            if (Glued(i, words == WardWords ? ["p", "f", "phuong"] : ["q", "quan"]) is { } glued && glued <= mostNumber && (hasContext || words == DistrictWords))
                return Use(i, i, glued.ToString(CultureInfo.InvariantCulture));
            var count = words.At(_words, i);
            if (count == 0 || i + count >= _words.Count || IsCounted(i, count))
                continue;
            var next = _words[i + count];
            if (next.Breaks && !next.Gap.Contains(':', StringComparison.Ordinal))
                continue;
            var isSure = (Sure.At(_words, i) == count && (count > 1 || !_words[i].IsPlain || _words[i].Text == "tp")) || next.FollowsPoint;
            if (next.IsNumber && _words[i].Text is not ("x" or "xa" or "h" or "t" or "tt"))
            {
                if (_line.IsFree(i + count) && int.TryParse(next.Text, CultureInfo.InvariantCulture, out var number) && number > 0 && number <= mostNumber
                    && (hasContext || _words[i].Text.Length > 1 || words == DistrictWords || next.FollowsPoint))
                    return Use(i, i + count, number.ToString(CultureInfo.InvariantCulture));
                continue;
            }

            var (known, length) = _districts[i + count];
            if (Cities.At(_words, i) == count && _provinces[i + count] is (not null, var longest) && longest >= length)
                continue;
            if (!isSure && !hasContext && known is null)
                continue;
            if (known is not null && words == DistrictWords && AreFree(i + count, length) && !(i + count + length < _words.Count && IsSameName(i + count + length - 1)))
                return Use(i, i + count + length - 1, _line.Written(next.Start, _words[i + count + length - 1].End));
            if (!NoName.Has(next) && NameEnd(i + count) is { } last)
                return Use(i, last, _line.Written(next.Start, _words[last].End));
        }

        return null;
    }

    // "30 p" are minutes, "3 h" an hour; "đường 3/2 p xuân khánh" is neither.
    private bool IsCounted(int word, int count) => count == 1 && _words[word].Text.Length == 1 && _words[word].Gap == " " && word > 0
        && _words[word - 1].IsNumber && _words[word - 1].Gap != "/";

    // With capitals the name goes on: Thanh Xuân Bắc.
    private bool IsSameName(int word) => _words[word].IsCapital && _words[word + 1].IsCapital && !_line.IsShouted
        && !_words[word + 1].Breaks && !_words[word + 1].FollowsPoint && !Begins(word + 1) && _provinces[word + 1].Province is null;

    // p12, q1, phuong7
    private int? Glued(int word, params string[] prefixes)
    {
        foreach (var prefix in prefixes)
            if (_words[word].Text.StartsWith(prefix, StringComparison.Ordinal) && _words[word].Text[prefix.Length..] is { Length: 1 or 2 } digits
                && digits.All(char.IsAsciiDigit) && int.Parse(digits, CultureInfo.InvariantCulture) is > 0 and var number)
                return number;
        return null;
    }

    private int? NameEnd(int first) => Names.End(_line, first, MostWords, i => Ends(first, i), i => i == first || IsSuffix(first, i) || (i - first == 1 && Talk.InNames.Has(_words[i])));

    // The next unit. A name has two words as a rule: "Hiệp Bình Phước" is no Bình Phước, "Vinh Nghệ An" is one of Nghệ An.
    private bool Ends(int first, int i) =>
        Begins(i) || ((i - first > 1 || Places.District(_words[first].Text) is not null)
            && (_provinces[i].Province is not null || _districts[i].District is not null));

    private bool Begins(int i) => (WardWords.At(_words, i) > 0 || DistrictWords.At(_words, i) > 0 || ProvinceWords.At(_words, i) > 0)
        && (_words[i].Text.Length > 1 || !_words[i].IsCapital || _line.IsShouted || _words[i - 1].IsCapital)
        || Glued(i, "p", "q", "f", "quan", "phuong") is not null;

    // Vĩnh Lộc A
    private bool IsSuffix(int first, int i) => i > first && _words[i].Text is "a" or "b" or "c"
        && (i + 1 == _words.Count ? _words[i].IsCapital : _words[i + 1].Breaks || Begins(i + 1));

    private Unit? Known(Unit? ward, Unit? province)
    {
        var hasContext = ward is not null || province is not null || Enumerable.Range(0, _words.Count).Any(i => !_used[i] && _houses[i]);
        for (var i = 0; i < _words.Count; i++)
        {
            var (name, count) = _districts[i];
            if (name is null || !AreFree(i, count) || (i > 0 && !_words[i].Breaks && !_used[i - 1] && (_words[i - 1].BeginsWithDigit || Streets.Has(_words[i - 1]))))
                continue;
            var (before, after) = (i > 0 ? _words[i - 1] : null, i + count < _words.Count ? _words[i + count] : null);
            var isSaid = before is not null && Talk.Towards.Has(before) && !_words[i].Breaks;
            var opens = before is null || _words[i].Breaks || _words[i].FollowsPoint || isSaid || ward?.Last == i - 1
                || Enumerable.Range(0, Math.Max(0, i - 2)).Any(word => _houses[word]);
            var meetsProvince = province is not null && province.First == i + count;
            var closes = after is null || after.Breaks || after.FollowsPoint || meetsProvince || Talk.Stops.Has(after);
            if (opens && closes && (isSaid || meetsProvince || hasContext))
                return Use(i, i + count - 1, name);
        }

        return null;
    }

    // The last one named: a street may be called after a province.
    private Unit? Province(Unit? ward, Unit? district)
    {
        for (var i = _words.Count - 1; i >= 0; i--)
        {
            var (found, count) = _provinces[i];
            if (found is null || !AreFree(i, count) || IsPartOfLonger(i, count))
                continue;
            var before = i > 0 ? _words[i - 1] : null;
            if (before is not null && !_words[i].Breaks && !_used[i - 1] && (before.IsNumber || Streets.Has(before) && Cities.At(_words, i - 2) != 2))
                continue;
            var after = i + count < _words.Count ? _words[i + count] : null;
            var first = i;
            if (i > 1 && ProvinceWords.At(_words, i - 2) == 2)
                first = i - 2;
            else if (before is not null && !_words[i].Breaks && ProvinceWords.Has(before))
                first = i - 1;
            var isShort = count == 1 && Places.IsShorthand(_words[i].Text);
            var isSaid = first < i || (before is not null && Talk.Towards.Has(before) && !_words[i].Breaks && (!isShort || Places.IsCity(_words[i].Text)));
            var follows = district?.Last == i - 1 || ward?.Last == i - 1 || (before is not null && _words[i].Breaks);
            if (isSaid || follows || (before is null && after is null) || (!isShort && MeetsAddress(ward, district, i, i + count)))
                return Use(first, i + count - 1, found.Name);
        }

        return null;
    }

    private bool MeetsAddress(Unit? ward, Unit? district, int first, int next) => (ward is not null || district is not null || Enumerable.Range(0, first)
            .Any(i => _line.IsFree(i) && (_districts[i].District is not null || _houses[i])))
        && (next == _words.Count || _words[next].Breaks || _words[next].FollowsPoint || Talk.Stops.Has(_words[next]));

    // "Nam Định" stands in "Nam Định Xuân" as well: of a province the whole name is written.
    private bool IsPartOfLonger(int first, int count) =>
        Enumerable.Range(Math.Max(0, first - 3), 3).Any(i => i < first && _provinces[i] is (not null, var other) && i + other > first)
        || (count > 1 && first > 0 && !_words[first].Breaks && _districts[first - 1] is (not null, var longer) && first - 1 + longer > first);

    private bool AreFree(int first, int count) => Enumerable.Range(first, count).All(i => _line.IsFree(i) && !_used[i]);

    private Unit Use(int first, int last, string value)
    {
        for (var i = first; i <= last; i++)
            _used[i] = true;
        return new Unit(first, last, value);
    }
}

/// <param name="First">The word that it begins with, "phường" included.</param>
internal sealed record Unit(int First, int Last, string Value);

internal sealed record Units(Unit? Ward, Unit? District, Unit? Province)
{
    /// <summary>As they stand in the line.</summary>
    public IReadOnlyList<Unit> InOrder { get; } = [.. new[] { Ward, District, Province }.OfType<Unit>().OrderBy(unit => unit.First)];
}

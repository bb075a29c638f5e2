using System.Text.RegularExpressions;
using Hub.Core.Text;

namespace Hub.Core.Commerce.Drafts;

/// <summary>Under which number somebody can be called. Account, parcel and order numbers look the same; what stands in front tells them apart.</summary>
internal static partial class PhoneReader
{
    /// <summary>Takes every number of the lines, whatever it is.</summary>
    public static Found? Read(IReadOnlyList<ChatLine> lines)
    {
        (Found Found, int Weight)? best = null;
        foreach (var line in lines)
            foreach (var (number, start, length) in PhoneNumbers.Places(line.Original))
            {
                var at = line.Folded(start);
                line.Take(at, line.Folded(start + length));
                var before = line.Text[Math.Max(0, at - 40)..at];
                if (Other().IsMatch(before))
                    continue;
                // A number that corrects another one, then one that is said to be a phone, then any.
                var weight = Corrects().IsMatch(before) ? 2 : Call().IsMatch(before) ? 1 : 0;
                if (best is null || weight > best.Value.Weight)
                    best = (line.FoundOriginal(start, length, number), weight);
            }

        return best?.Found;
    }

    [GeneratedRegex(@"(?:stk|so tai khoan|so tk|tk|ma don|ma van don|van don|mst|hotline|so shop|so cua shop|shop so|zalo shop|ck|chuyen khoan|momo shop)[^,;]{0,14}$", RegexOptions.None, 1000)]
    private static partial Regex Other();

    [GeneratedRegex(@"(?:dung la|so dung|so moi|doi thanh|sua thanh|sua lai|doi sdt|doi so|thay bang|moi la)[^\d]{0,12}$", RegexOptions.None, 1000)]
    private static partial Regex Corrects();

    [GeneratedRegex(@"(?:sdt|dt|dthoai|dien thoai|phone|tel|zalo|so|goi|alo|lh|lien he|call)[^\d]{0,12}$", RegexOptions.None, 1000)]
    private static partial Regex Call();
}

using Hub.Connectors.Abstractions;

namespace Hub.Core.ShortLinks;

/// <summary>Every way in which a short link can be wrong, beside what its platform asks for.</summary>
internal static class ShortLinkTexts
{
    public static LocalizedText Name { get; } = new(
        $"Enter a name of at most {ShortLinkDesk.LongestName} characters.", $"Nhập tên, tối đa {ShortLinkDesk.LongestName} ký tự.");

    public static LocalizedText Taken { get; } = new(
        "Another link of this account has this ref: who came by which could not be told.",
        "Liên kết khác của tài khoản này đã dùng ref này: sẽ không biết khách đến từ liên kết nào.");

    public static LocalizedText TooMany { get; } = new(
        $"There may be {ShortLinkDesk.Most} links at most. Delete one first.", $"Chỉ được có tối đa {ShortLinkDesk.Most} liên kết. Hãy xóa bớt.");

    public static LocalizedText AtMost(int characters) => new(
        $"Enter at most {characters} characters.", $"Nhập tối đa {characters} ký tự.");
}

using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Every way in which a tiktok.me link can be wrong.</summary>
internal static class TikTokTexts
{
    public static LocalizedText Username { get; } = new(
        "Enter the TikTok username: letters without accents, digits, _ and . with no dot at the end.",
        "Nhập tên người dùng TikTok: chữ không dấu, chữ số, _ và .; không kết thúc bằng dấu chấm.");

    public static LocalizedText RefCharacters { get; } = new(
        "Only letters without accents, digits and - _ =", "Chỉ dùng chữ không dấu, chữ số và - _ =");

    public static LocalizedText AtMost(int characters) => new(
        $"Enter at most {characters} characters.", $"Nhập tối đa {characters} ký tự.");
}

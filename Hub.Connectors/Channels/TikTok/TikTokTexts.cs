using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Channels.TikTok;

/// <summary>Every way in which a tiktok.me link can be wrong.</summary>
internal static class TikTokTexts
{
    public static LocalizedText Username { get; } = new(
        "Enter the TikTok username, without @ and spaces.", "Nhập tên người dùng TikTok, không có @ và dấu cách.");

    public static LocalizedText RefCharacters { get; } = new(
        "Only letters without accents, digits and - _ =", "Chỉ dùng chữ không dấu, chữ số và - _ =");

    public static LocalizedText AtMost(int characters) => new(
        $"Enter at most {characters} characters.", $"Nhập tối đa {characters} ký tự.");
}

using Hub.Sandbox.Wire;

namespace Hub.Sandbox.Traffic;

/// <summary>Someone who writes to the shop. The key alone decides every id and the name.</summary>
sealed record Person(string Key)
{
    static readonly string[] Names =
    [
        "Nguyễn Thị Lan", "Trần Văn Hùng", "Lê Minh Anh", "Phạm Quốc Đạt", "Hoàng Thu Hà", "Vũ Đức Long", "Đặng Ngọc Mai", "Bùi Thanh Tùng",
        "Emma Wilson", "James Carter", "Olivia Brown", "Noah Davies", "Sophie Martin", "Liam Walker",
    ];

    public string Name => NameOf(Key);
    public string Username => "user_" + Ids.Hex("username:" + Key, 8);
    public bool WritesVietnamese => Ids.Hex("language:" + Key, 1)[0] is not ('d' or 'e' or 'f' or '0');

    public string TikTokUser => Ids.TikTokUser("tiktok-user:" + Key);
    public string TikTokConversation => Ids.TikTok("tiktok-conversation:" + Key);
    public string WhatsApp => IsNumber(8, 15) ? Key : "849" + Ids.Digits("whatsapp:" + Key, 8);
    public string Messenger => IsNumber(15, 20) ? Key : "7" + Ids.Digits("messenger:" + Key, 15);

    public string Line => "U" + Ids.Hex("line:" + Key);
    public string Zalo => IsNumber(15, 20) ? Key : "5" + Ids.Digits("zalo:" + Key, 18);

    public static string NameOf(string key) => Names[int.Parse(Ids.Digits("name:" + key, 6)) % Names.Length];

    bool IsNumber(int shortest, int longest) => Key.Length >= shortest && Key.Length <= longest && Key.All(char.IsAsciiDigit);
}

namespace Hub.Api.Doctor;

/// <summary>What was looked at, as people in Vietnam read it. In JSON a check has one name for every language, for programs.</summary>
internal static class CheckNames
{
    private static readonly (string Check, string Vietnamese)[] Names =
    [
        ("configuration", "cấu hình"), ("data directory", "thư mục dữ liệu"), ("disk", "ổ đĩa"), ("key ring", "bộ khóa"),
        ("database", "cơ sở dữ liệu"), ("migrations", "cấu trúc dữ liệu"), ("clock", "đồng hồ"), ("reverse proxy", "proxy ngược"),
        ("job engine", "bộ chạy việc"), ("cluster", "các nút"), ("oldest transaction", "giao dịch mở lâu nhất"),
        ("connector", "loại kết nối"), ("connection", "kết nối"), ("webhook endpoint", "địa chỉ nhận webhook"),
    ];

    public static string Vietnamese(string check)
    {
        foreach (var (name, vietnamese) in Names)
            if (check == name || check.StartsWith($"{name} ", StringComparison.Ordinal))
                return vietnamese + check[name.Length..];
        return check; // the name of a file
    }

    public static string Vietnamese(Health health) => health switch
    {
        Health.Ok => "tốt",
        Health.Note => "ghi chú",
        Health.Warn => "cảnh báo",
        _ => "lỗi",
    };
}

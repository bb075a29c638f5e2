using System.Text;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Http;

/// <summary>User name and password as HTTP carries them (RFC 7617, UTF-8).</summary>
internal static class BasicLogin
{
    public static LocalizedText NoColon { get; } = new(
        "A user name has no colon: the protocol cannot carry one.", "Tên đăng nhập không được có dấu hai chấm vì giao thức không truyền được.");

    public static bool IsUser(string user) => !user.Contains(':');

    public static string Header(string user, string password) =>
        "Basic " + Convert.ToBase64String(Encoding.UTF8.GetBytes($"{user}:{password}"));
}

using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Grants;

/// <summary>Whether a pasted token belongs to the account that the connection is about: otherwise answers would leave in another's name.</summary>
internal static class OwnAccount
{
    /// <param name="expected">The connection's; empty while it is being learnt.</param>
    /// <param name="found">As the platform says; null when it does not.</param>
    public static Outcome Check(string connector, string platform, string expected, string? found) => found switch
    {
        null or "" => new Outcome.Transient(new Reason($"{connector}/incomplete-answer")),
        _ when expected.Length > 0 && expected != found => new Outcome.Misconfigured(new Reason($"{connector}/{Reason.OtherAccount}")
        {
            Words = new LocalizedText(
                $"The token belongs to another {platform} account. Enter this account's, or connect the other one by itself.",
                $"Mã truy cập thuộc tài khoản {platform} khác. Hãy nhập mã của tài khoản này, hoặc kết nối riêng tài khoản kia."),
        }),
        _ => new Outcome.Accepted(found),
    };
}

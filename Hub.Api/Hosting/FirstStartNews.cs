namespace Hub.Api.Hosting;

/// <summary>What a person needs to get into a new hub.</summary>
/// <param name="OwnerKey">Null when the hub is not new.</param>
/// <param name="SignInToken">Null once an owner has come in.</param>
internal sealed record FirstStartNews(string? OwnerKey, string? SignInToken)
{
    /// <summary>To be called whether the hub takes requests or not: the key is kept nowhere else.</summary>
    /// <param name="root">Where people reach the hub.</param>
    public async Task Show(TextWriter console, Uri root)
    {
        if (OwnerKey is not null)
            await console.WriteLineAsync(
                $"""

                  This is a new hub. Its owner's API key, shown only now:

                      {OwnerKey}

                  Keep it like a password. Try: curl -H "Authorization: Bearer {OwnerKey[..9]}..." {new Uri(root, "/api/v1/connectors")}

                  Đây là hub mới. Khóa API của chủ sở hữu ở trên chỉ hiện một lần; hãy cất giữ như mật khẩu.

                """);
        if (SignInToken is not null)
            await console.WriteLineAsync(
                $"""

                  Sign in as the owner with this link. It works once, within 24 hours; then set a password.

                      {new Uri(root, $"/sign-in?token={SignInToken}")}

                  Đăng nhập với vai trò chủ sở hữu bằng liên kết trên. Liên kết chỉ dùng được một lần trong 24 giờ; sau đó hãy đặt mật khẩu.

                """);
    }

    public override string ToString() => nameof(FirstStartNews);
}

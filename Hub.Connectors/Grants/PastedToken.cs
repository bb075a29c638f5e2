using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Grants;

/// <summary>A token that a person made at the vendor and pasted in: it is theirs, and the hub has no call that ends it.</summary>
internal static class PastedToken
{
    public static Outcome CannotRevoke(string connector, string where) =>
        new Outcome.Rejected(new Reason($"{connector}/pasted-token", $"The token was pasted in. End it at the vendor: {where}.")
        {
            Words = new LocalizedText(
                $"The token was pasted in, so only a person can end it. Do it at the vendor: {where}.",
                $"Mã truy cập được dán vào nên chỉ người dùng mới chấm dứt được. Hãy thực hiện tại nhà cung cấp: {where}."),
        });

    public static GrantAnswer CannotRefresh(string connector) =>
        new(new Outcome.AuthRevoked(new Reason($"{connector}/no-refresh-token")));
}

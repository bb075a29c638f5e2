using System.Net;
using System.Net.Sockets;
using Hub.Connectors.Abstractions;
using Hub.Core.Outbound;

namespace Hub.Core.Webhooks;

/// <summary>
/// Where webhooks may go: https to any public address, and what the operator allows by name. The guarded client checks the resolved
/// address again whenever it connects; here people learn early what would never work.
/// </summary>
/// <param name="allowed">Scheme, host and port of what may lie in the own network, or take http.</param>
/// <param name="resolve">Resolves a host name; null for the system's way.</param>
public sealed class WebhookTargets(IReadOnlyList<Uri> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve = null)
{
    public const int MaxLength = 2000;
    private static readonly LocalizedText NotHttps = new("Enter an address that begins with https://.", "Nhập địa chỉ bắt đầu bằng https://.");

    private static readonly LocalizedText OtherPort = new(
        "Only port 443, which https has by itself: leave the port out. The operator can allow another by Hub:WebhookTargets.",
        "Chỉ dùng được cổng 443, cổng mặc định của https: hãy bỏ số cổng. Người vận hành có thể cho phép cổng khác bằng Hub:WebhookTargets.");

    private static readonly LocalizedText WithUser = new(
        "Leave user and password out of the address. The receiver knows the hub by the signature.",
        "Hãy bỏ tên người dùng và mật khẩu khỏi địa chỉ. Bên nhận nhận ra hub bằng chữ ký.");

    private static readonly LocalizedText NotPublic = new(
        "This address does not lie on the public internet. The operator can allow it by Hub:WebhookTargets.",
        "Địa chỉ này không nằm trên internet công cộng. Người vận hành có thể cho phép bằng Hub:WebhookTargets.");

    private readonly AllowedTargets _targets = new(Options(allowed, resolve));

    /// <summary>Answers are read for an excerpt at most, so their size does not matter.</summary>
    internal GuardedHttpOptions Http { get; } = Options(allowed, resolve);

    /// <returns>What is wrong with the address, or null.</returns>
    public async Task<LocalizedText?> Check(string url, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(url, UriKind.Absolute, out var uri))
            return NotHttps;
        if (!_targets.Allows(uri))
            return uri.UserInfo.Length > 0 ? WithUser : uri.Scheme == Uri.UriSchemeHttps ? OtherPort : NotHttps;
        if (_targets.IsConfigured(uri.IdnHost, uri.Port))
            return null;
        if (IPAddress.TryParse(uri.IdnHost.Trim('[', ']'), out var literal))
            return PublicAddress.Is(literal) ? null : NotPublic;
        try
        {
            return Array.TrueForAll(await Http.Resolve(uri.IdnHost, cancellation), PublicAddress.Is) ? null : NotPublic;
        }
        catch (SocketException) // there may be such a name when the first event comes
        {
            return null;
        }
    }

    private static GuardedHttpOptions Options(IReadOnlyList<Uri> allowed, Func<string, CancellationToken, Task<IPAddress[]>>? resolve)
    {
        var options = new GuardedHttpOptions { Hosts = ["*"], BaseAddresses = allowed, ResponseBytes = int.MaxValue };
        return resolve is null ? options : options with { Resolve = resolve };
    }
}

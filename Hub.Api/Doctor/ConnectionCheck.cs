using System.Security.Cryptography;
using Hub.Connectors.Abstractions;
using Hub.Core.Connections;
using Hub.Core.Deliveries;
using Hub.Core.Storage;
using Hub.Core.Webhooks;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Doctor;

/// <summary>Connectors by their state; connections by their secrets and tokens.</summary>
internal sealed class ConnectionCheck(HubStore store, ConnectorRegistry connectors, ConnectionVault vault, TimeProvider clock)
{
    private static readonly TimeSpan Soon = TimeSpan.FromDays(7);

    /// <param name="areKnown">Whether connections can be read; where there is no database yet, there are none.</param>
    public async Task<IReadOnlyList<Diagnosis>> Connectors(bool areKnown)
    {
        var used = areKnown
            ? await store.Read(null, db => db.Connections.Where(row => row.State != ConnectionState.Disconnected).Select(row => row.ConnectorId).Distinct().ToListAsync())
            : [];
        return [.. connectors.All.Select(installed => Look(installed, used.Contains(installed.Id)))];
    }

    // connectors.json names all that are shipped. What nobody has begun to set up and nobody uses is no fault; half of it is.
    private static Diagnosis Look(InstalledConnector installed, bool isUsed)
    {
        var check = $"connector {installed.Id}";
        return installed switch
        {
            { State: InstalledState.Active } => Diagnosis.Ok(check, "Active.", "Đang hoạt động."),
            { State: InstalledState.Disabled } => Diagnosis.Warn(check, "Switched off in connectors.json.", "Đã tắt trong connectors.json."),
            { IsNotSetUp: true } when !isUsed => Diagnosis.Note(
                check, "Not set up: none of its app settings has a value, and no connection needs it.",
                "Chưa thiết lập: chưa có cài đặt ứng dụng nào và không có kết nối nào cần đến."),
            _ => new Diagnosis(check, Health.Fail, installed.Problem ?? new LocalizedText($"{installed.State}", $"{installed.State}")),
        };
    }

    public async Task<IReadOnlyList<Diagnosis>> Connections()
    {
        var (rows, endpoints) = await store.Read(null, async db => (
            await db.Connections.OrderBy(row => row.Id).ToListAsync(), await db.WebhookEndpoints.ToDictionaryAsync(row => row.Id)));
        return rows.ConvertAll(row => endpoints.TryGetValue(row.Id, out var endpoint) ? Look(row, endpoint) : Look(row, $"connection {row.Name}"));
    }

    // Its host alone would name several alike.
    private Diagnosis Look(Connection row, WebhookEndpoint endpoint)
    {
        var address = new Uri(endpoint.Url);
        var check = $"webhook endpoint {endpoint.Description ?? address.Authority + address.AbsolutePath}";
        if (row.State != ConnectionState.Active || endpoint.FailingSince is not { } since)
            return Look(row, check);
        var why = OutcomeTexts.Find(nameof(Outcome.Transient), endpoint.FailingCode)?.Reason ?? new LocalizedText("", "");
        return Diagnosis.Warn(
            check, $"Failing since {since:yyyy-MM-dd HH:mm} UTC. {why.En} Look at Settings > Webhooks.",
            $"Lỗi từ {since:yyyy-MM-dd HH:mm} UTC. {why.Vi} Hãy xem Cài đặt > Webhook.");
    }

    private Diagnosis Look(Connection row, string check)
    {
        var now = clock.GetUtcNow();
        if (!CanUnlock(row))
            return Diagnosis.Fail(
                check, "Its secrets were encrypted with other keys. Put back the key ring that belongs to this database, or enter them again.",
                "Bí mật được mã hóa bằng khóa khác. Hãy khôi phục bộ khóa của cơ sở dữ liệu này, hoặc nhập lại.");
        if (row.State == ConnectionState.Disabled)
            return Diagnosis.Warn(check, "Switched off.", "Đã tắt.");
        if (row.State == ConnectionState.Disconnected)
            return Diagnosis.Ok(check, "Disconnected; its tokens are deleted.", "Đã ngắt kết nối; mã truy cập đã xóa.");
        if (row.State == ConnectionState.Paused)
            return Diagnosis.Fail(
                check, $"Paused: {row.StateCode}. Correct its settings or connect it again, then check it.",
                $"Tạm dừng: {row.StateCode}. Hãy sửa cài đặt hoặc kết nối lại, rồi kiểm tra.");
        if (row.ParkedAt is { } parked)
            return Diagnosis.Warn(
                check, $"Parked since {parked:yyyy-MM-dd HH:mm} UTC: what is owed waits. Press Resume on its page.",
                $"Tạm giữ từ {parked:yyyy-MM-dd HH:mm} UTC: việc cần gửi đang chờ. Hãy bấm Tiếp tục ở trang kết nối.");
        if (row.RefreshExpiresAt is { } last && last < now + Soon)
            return Diagnosis.Warn(check, $"Its grant ends on {last:yyyy-MM-dd}. Connect it again before.", $"Quyền truy cập hết hạn ngày {last:yyyy-MM-dd}. Hãy kết nối lại trước đó.");
        if (row.TokenExpiresAt is { } end && end < now)
            return connectors.Can<IAuthorize>(row.ConnectorId)
                ? Diagnosis.Warn(check, "Its token has ended; the hub refreshes it when it runs.", "Token đã hết hạn; hub sẽ làm mới khi chạy.")
                : Diagnosis.Fail(check, "Its token has ended. Enter a new one.", "Token đã hết hạn. Hãy nhập token mới.");
        return Feed(check, row);
    }

    // A subscription that a platform dropped says so to nobody.
    private static Diagnosis Feed(string check, Connection row) => row switch
    {
        { SilentSince: { } since } => Diagnosis.Warn(
            check, $"Nothing has come since {since:yyyy-MM-dd HH:mm} UTC, against its habit. Press Check on its page, which renews the subscription.",
            $"Không nhận được gì từ {since:yyyy-MM-dd HH:mm} UTC, khác thường lệ. Hãy bấm Kiểm tra ở trang kết nối để đăng ký lại."),
        { LastEventAt: { } last } => Diagnosis.Ok(
            check, $"Active; its secrets can be read; the last event came at {last:yyyy-MM-dd HH:mm} UTC.",
            $"Đang hoạt động; đọc được bí mật; sự kiện cuối lúc {last:yyyy-MM-dd HH:mm} UTC."),
        _ => Diagnosis.Ok(check, "Active; its secrets can be read.", "Đang hoạt động; đọc được bí mật."),
    };

    private bool CanUnlock(Connection row)
    {
        try
        {
            vault.Unlock(row);
            return true;
        }
        catch (CryptographicException)
        {
            return false;
        }
    }
}

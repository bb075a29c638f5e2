using System.Data.Common;
using System.Globalization;
using Hub.Core.Storage;
using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;

namespace Hub.Api.Doctor;

/// <summary>Whether the database answers, can be written, has this version's schema and the same time. Changes nothing.</summary>
internal sealed class DatabaseCheck(HubStore store, string connectionString, TimeProvider clock)
{
    private const string Name = "database";
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(15);

    /// <summary>Set when connections can be read.</summary>
    public bool IsUsable { get; private set; }

    public async Task<IReadOnlyList<Diagnosis>> Run()
    {
        var isFile = StorageKinds.Of(connectionString) == StorageKind.Sqlite;
        if (isFile && !File.Exists(new SqliteConnectionStringBuilder(connectionString).DataSource))
            return [Diagnosis.Warn(Name, "There is no database yet; the first start makes it.", "Chưa có cơ sở dữ liệu; lần khởi động đầu sẽ tạo.")];
        try
        {
            await using var db = store.OpenDb();
            var migrations = await Migrations(db).WaitAsync(Patience, clock);
            await TryWriting(db).WaitAsync(Patience, clock);
            IsUsable = migrations.Health == Health.Ok;
            var clocks = isFile ? Diagnosis.Ok("clock", "SQLite uses this machine's clock.", "SQLite dùng đồng hồ của máy này.") : await Clock(db);
            return [Diagnosis.Ok(Name, "It answers and can be written.", "Kết nối và ghi được."), migrations, clocks];
        }
        catch (Exception error) when (error is DbException or TimeoutException or InvalidOperationException or IOException)
        {
            var reason = error.GetBaseException().GetType().Name;
            return [Diagnosis.Fail(
                Name, $"It does not answer or cannot be written ({reason}). Check ConnectionStrings__Hub, that the server runs, and the user's rights.",
                $"Không kết nối hoặc không ghi được ({reason}). Kiểm tra ConnectionStrings__Hub, máy chủ và quyền của người dùng.")];
        }
    }

    private static async Task<Diagnosis> Migrations(HubDb db)
    {
        var known = db.Database.GetMigrations().ToList();
        var applied = (await db.Database.GetAppliedMigrationsAsync()).ToList();
        if (applied.Except(known).Any())
            return Diagnosis.Fail(
                "migrations", "A newer hub has changed this database. Start that version, or restore a backup from before.",
                "Phiên bản hub mới hơn đã thay đổi cơ sở dữ liệu này. Hãy chạy phiên bản đó hoặc khôi phục bản sao lưu trước đó.");
        var waiting = known.Except(applied).Count();
        return waiting > 0
            ? Diagnosis.Warn("migrations", $"{waiting} wait; the next start runs them. Make a backup first.",
                $"Còn {waiting} bản cập nhật; lần khởi động tới sẽ chạy. Hãy sao lưu trước.")
            : Diagnosis.Ok("migrations", "The schema is this version's.", "Cấu trúc đúng với phiên bản này.");
    }

    // Both databases take a table back with the transaction.
    private static async Task TryWriting(HubDb db)
    {
        await using var transaction = await db.Database.BeginTransactionAsync();
        await db.Database.ExecuteSqlRawAsync("create table hub_doctor_probe (id integer)");
        await transaction.RollbackAsync();
    }

    private async Task<Diagnosis> Clock(HubDb db)
    {
        var before = clock.GetUtcNow();
        var theirs = await db.Database.SqlQuery<DateTime>($"select clock_timestamp() as \"Value\"").SingleAsync();
        var apart = (theirs.ToUniversalTime() - before.UtcDateTime).Duration().TotalSeconds;
        var seconds = apart.ToString("0.0", CultureInfo.InvariantCulture);
        return apart switch
        {
            > 30 => Diagnosis.Fail("clock", $"The database's clock is {seconds} s apart. Synchronise both machines (NTP).",
                $"Đồng hồ của cơ sở dữ liệu lệch {seconds} giây. Hãy đồng bộ hai máy (NTP)."),
            > 2 => Diagnosis.Warn("clock", $"The database's clock is {seconds} s apart.", $"Đồng hồ của cơ sở dữ liệu lệch {seconds} giây."),
            _ => Diagnosis.Ok("clock", $"The database's clock is {seconds} s apart.", $"Đồng hồ của cơ sở dữ liệu lệch {seconds} giây."),
        };
    }
}

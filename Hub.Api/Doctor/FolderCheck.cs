using Hub.Api.Hosting;

namespace Hub.Api.Doctor;

/// <summary>The data directory and the key ring in it.</summary>
internal static class FolderCheck
{
    private const long LeastFreeMegabytes = 1024;
    private const UnixFileMode Others = UnixFileMode.GroupRead | UnixFileMode.GroupWrite | UnixFileMode.OtherRead | UnixFileMode.OtherWrite;

    public static IEnumerable<Diagnosis> Run(HubOptions options)
    {
        var folder = Path.GetFullPath(options.DataDirectory);
        yield return Writable(folder);
        if (Directory.Exists(folder))
            yield return Space(folder, new DriveInfo(folder).AvailableFreeSpace >> 20);
        yield return Keys(Path.Combine(folder, "keys"));
    }

    private static Diagnosis Writable(string folder)
    {
        try
        {
            var there = There(folder);
            var probe = Path.Combine(there, $".doctor-{Guid.NewGuid():N}");
            File.WriteAllText(probe, "");
            File.Delete(probe);
            return there == folder
                ? Diagnosis.Ok("data directory", $"{folder} can be written.", $"Ghi được vào {folder}.")
                : Diagnosis.Ok("data directory", $"{folder} is not there yet; the first start makes it.", $"Chưa có {folder}; lần khởi động đầu sẽ tạo.");
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return Diagnosis.Fail(
                "data directory", $"{folder} cannot be written. Give the hub's user the right, or set Hub__DataDirectory.",
                $"Không ghi được vào {folder}. Hãy cấp quyền cho người dùng chạy hub, hoặc đặt Hub__DataDirectory.");
        }
    }

    // A folder that is not there yet is made where its parent can be written; a look makes none.
    private static string There(string folder) =>
        Directory.Exists(folder) || File.Exists(folder) || Path.GetDirectoryName(folder) is not { } parent ? folder : There(parent);

    internal static Diagnosis Space(string folder, long freeMegabytes) => freeMegabytes >= LeastFreeMegabytes
        ? Diagnosis.Ok("disk", $"{freeMegabytes} MB are free in {folder}.", $"Còn trống {freeMegabytes} MB tại {folder}.")
        : Diagnosis.Warn("disk", $"Only {freeMegabytes} MB are free in {folder}.", $"Chỉ còn trống {freeMegabytes} MB tại {folder}.");

    private static Diagnosis Keys(string folder)
    {
        var files = Directory.Exists(folder) ? Directory.GetFiles(folder, "key-*.xml") : [];
        if (files.Length == 0)
            return Diagnosis.Warn(
                "key ring", $"There are no keys in {folder} yet; the first secret makes one. Back it up together with the database.",
                $"Chưa có khóa trong {folder}; khóa được tạo khi lưu bí mật đầu tiên. Hãy sao lưu cùng cơ sở dữ liệu.");
        if (files.Append(folder).Any(IsOpen))
            return Diagnosis.Warn(
                "key ring", $"Others can read {folder}. Run: chmod -R go-rwx {folder}", $"Người khác đọc được {folder}. Hãy chạy: chmod -R go-rwx {folder}");
        return Diagnosis.Ok("key ring", $"{files.Length} key(s) in {folder}.", $"Có {files.Length} khóa trong {folder}.");
    }

    private static bool IsOpen(string path) => !OperatingSystem.IsWindows() && (File.GetUnixFileMode(path) & Others) != 0;
}

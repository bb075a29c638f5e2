using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>Every problem that the catalogue can name, with what to do. None of them quotes a setting's value.</summary>
internal static class CatalogTexts
{
    public static LocalizedText BadId { get; } = new(
        "Each entry is an object with an \"id\" of lower-case letters, digits and dashes.",
        "Mỗi mục là một đối tượng có \"id\" gồm chữ thường, chữ số và dấu gạch ngang.");

    public static LocalizedText BadReference { get; } = new(
        "Write variables as ${NAME} or ${NAME:-default}, and $${ for a plain ${.",
        "Viết biến môi trường dạng ${NAME} hoặc ${NAME:-mặc định}, và $${ cho ký tự ${ thông thường.");

    public static LocalizedText PluginsOff { get; } = new(
        "Plugins are off. A plugin is as trusted as the hub itself: set \"allowPlugins\": true at the top of the file if you mean it.",
        "Plugin đang tắt. Plugin có toàn quyền như chính hub: đặt \"allowPlugins\": true ở đầu tệp nếu bạn chấp nhận.");

    public static LocalizedText PluginPath { get; } = new(
        "\"assembly\" names a .dll below the folder of this file, as a relative path.",
        "\"assembly\" là đường dẫn tương đối tới một tệp .dll nằm trong thư mục của tệp này.");

    public static LocalizedText ShipsContract { get; } = new(
        $"The plugin's folder holds its own {PluginLoadContext.Contract}.dll. Reference the contract without copying it (ExcludeAssets=\"runtime\").",
        $"Thư mục plugin chứa bản {PluginLoadContext.Contract}.dll riêng. Hãy tham chiếu hợp đồng mà không sao chép (ExcludeAssets=\"runtime\").");

    public static LocalizedText FileMissing(string path) => new($"There is no {path}.", $"Không có tệp {path}.");

    public static LocalizedText FileUnreadable(string path, string kind) =>
        new($"{path} cannot be read ({kind}).", $"Không đọc được {path} ({kind}).");

    public static LocalizedText FileTooLarge(string name, int bytes) =>
        new($"{name} is larger than {bytes} bytes.", $"{name} lớn hơn {bytes} byte.");

    public static LocalizedText NotJson(string name, long line, long column) => new(
        $"{name} cannot be read at line {line}, column {column}: it is not JSON there, or a name stands twice.",
        $"Không đọc được {name} tại dòng {line}, cột {column}: không phải JSON, hoặc một tên xuất hiện hai lần.");

    public static LocalizedText NoList(string name) => new(
        $"{name} must be an object with a list \"connectors\".", $"{name} phải là một đối tượng có danh sách \"connectors\".");

    public static LocalizedText IdTwice(string id) => new(
        $"The id {id} stands twice; this entry is left out.", $"Id {id} xuất hiện hai lần; mục này bị bỏ qua.");

    public static LocalizedText UnknownEntryField(string field, IEnumerable<string> known)
    {
        var list = string.Join(", ", known);
        return new LocalizedText($"\"{field}\" is not one of {list}.", $"\"{field}\" không thuộc {list}.");
    }

    public static LocalizedText WrongEntryField(string field) =>
        new($"\"{field}\" has the wrong type.", $"\"{field}\" sai kiểu dữ liệu.");

    public static LocalizedText VariableMissing(string name) => new(
        $"The environment variable {name} is not set.", $"Biến môi trường {name} chưa được đặt.");

    public static LocalizedText AndVariableIsUnset(LocalizedText problem, string name) => new(
        $"{problem.En} The environment variable {name} is not set.", $"{problem.Vi} Biến môi trường {name} chưa được đặt.");

    public static LocalizedText UnknownId(string id, IEnumerable<string> known)
    {
        var list = string.Join(", ", known);
        return new LocalizedText(
            $"No built-in connector is called {id}. There are: {list}. A plugin needs \"assembly\".",
            $"Không có trình kết nối dựng sẵn nào tên {id}. Hiện có: {list}. Plugin cần có \"assembly\".");
    }

    public static LocalizedText PluginMissing(string path) => new($"There is no {path}.", $"Không có tệp {path}.");

    public static LocalizedText PinMissing(string actual) => new(
        $"A plugin needs \"sha256\". If you trust the file, its digest is {actual}.",
        $"Plugin cần có \"sha256\". Nếu bạn tin tệp này, mã băm của nó là {actual}.");

    public static LocalizedText PinWrong(string actual) => new(
        $"The plugin's file is not the one that was pinned; its SHA-256 is {actual}.",
        $"Tệp plugin không phải tệp đã được ghim; SHA-256 của nó là {actual}.");

    public static LocalizedText ManifestUnreadable(string path, string why) => new(
        $"{path} cannot be read: {why}", $"Không đọc được {path}: {why}");

    public static LocalizedText ManifestOf(string other) => new(
        $"The manifest's id is {other}.", $"Id trong manifest là {other}.");

    public static LocalizedText ContractTooNew(string contract, string host) => new(
        $"It is written for contract {contract}; this hub has {host}. Update the hub.",
        $"Trình kết nối viết cho hợp đồng {contract}; hub này có {host}. Hãy cập nhật hub.");

    public static LocalizedText ContractTooOld(string contract, int oldest) => new(
        $"It is written for contract {contract}; this hub runs {oldest}.0 and later. Update the connector.",
        $"Trình kết nối viết cho hợp đồng {contract}; hub này chạy từ {oldest}.0 trở đi. Hãy cập nhật trình kết nối.");

    public static LocalizedText NoEntryType(string type) => new(
        $"The assembly has no public class {type} that implements IConnector and takes one ConnectorHost.",
        $"Assembly không có lớp công khai {type} cài đặt IConnector và nhận một ConnectorHost.");

    public static LocalizedText DoesNotFit(string kind) => new(
        $"Its code does not fit this hub ({kind}). Update the connector or the hub.",
        $"Mã của trình kết nối không khớp với hub này ({kind}). Hãy cập nhật trình kết nối hoặc hub.");

    public static LocalizedText Failed(string kind) => new(
        $"Its code failed while loading ({kind}).", $"Mã của trình kết nối gặp lỗi khi nạp ({kind}).");

    public static LocalizedText At(string file, int line, LocalizedText problem) => new(
        $"{file} line {line}: {problem.En}", $"{file} dòng {line}: {problem.Vi}");

    public static LocalizedText At(string file, int line, string field, LocalizedText problem) => new(
        $"{file} line {line}, {field}: {problem.En}", $"{file} dòng {line}, {field}: {problem.Vi}");

    public static LocalizedText In(string field, LocalizedText problem) =>
        new($"{field}: {problem.En}", $"{field}: {problem.Vi}");

    public static LocalizedText All(IEnumerable<LocalizedText> problems)
    {
        var list = problems.ToList();
        return new LocalizedText(string.Join(" ", list.Select(text => text.En)), string.Join(" ", list.Select(text => text.Vi)));
    }
}

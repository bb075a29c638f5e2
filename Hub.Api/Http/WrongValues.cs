using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;
using Hub.Connectors.Abstractions;
using Microsoft.AspNetCore.Http.Metadata;

namespace Hub.Api.Http;

/// <summary>Says what a value is to look like which could not be read: the framework tells only which one it was.</summary>
internal static class WrongValues
{
    private static readonly LocalizedText Other = new("The value has the wrong type.", "Giá trị không đúng kiểu.");
    private static readonly LocalizedText Id = new(
        "Enter an id, such as 019a5c1e-7b1f-7c3a-9d2e-4f6a8b0c1d2e.", "Nhập một mã, ví dụ 019a5c1e-7b1f-7c3a-9d2e-4f6a8b0c1d2e.");
    private static readonly LocalizedText Time = new(
        "Enter a time with its zone, such as 2026-11-28T09:30:00Z or 2026-11-28T16:30:00+07:00.",
        "Nhập thời điểm kèm múi giờ, ví dụ 2026-11-28T09:30:00Z hoặc 2026-11-28T16:30:00+07:00.");
    private static readonly LocalizedText Day = new("Enter a day, such as 2026-11-28.", "Nhập một ngày, ví dụ 2026-11-28.");
    private static readonly LocalizedText WholeNumber = new("Enter a whole number.", "Nhập một số nguyên.");
    private static readonly LocalizedText Number = new("Enter a number.", "Nhập một số.");
    private static readonly LocalizedText YesOrNo = new("Enter true or false.", "Nhập true hoặc false.");

    /// <param name="name">Of a parameter in the query or the path, in any case.</param>
    public static LocalizedText OfParameter(Endpoint? endpoint, string name)
    {
        var parameters = endpoint?.Metadata.GetMetadata<MethodInfo>()?.GetParameters() ?? [];
        var types = parameters.Select(parameter => (Name: parameter.Name, Type: parameter.ParameterType)).Concat(parameters
            .Where(parameter => parameter.GetCustomAttribute<AsParametersAttribute>() is not null)
            .SelectMany(parameter => parameter.ParameterType.GetProperties().Select(property => (Name: (string?)property.Name, Type: property.PropertyType))));
        return Of(types.FirstOrDefault(one => string.Equals(one.Name, name, StringComparison.OrdinalIgnoreCase)).Type);
    }

    /// <param name="path">Of a value in the body, such as <c>lines[0].unitPrice</c>.</param>
    public static LocalizedText OfBody(Endpoint? endpoint, string path) => Of(At(endpoint, path));

    /// <param name="path">Of the member, as the framework writes it: <c>$.lines[0].pirce</c>, or <c>$['un it']</c>.</param>
    public static ApiProblem OfMember(Endpoint? endpoint, string path, string name)
    {
        var owner = path.EndsWith($".{name}", StringComparison.Ordinal) ? path[..^(name.Length + 1)]
            : path.EndsWith($"['{name}']", StringComparison.Ordinal) ? path[..^(name.Length + 4)] : path;
        owner = owner.TrimStart('$').TrimStart('.');
        var members = Members(At(endpoint, owner));
        return ApiProblem.Invalid(owner.Length > 0 ? $"{owner}.{name}" : name, members.Length > 0
            ? new($"This field is not known here. Known are: {members}.", $"Không có trường này. Các trường được nhận: {members}.")
            : new("This field is not known here.", "Không có trường này."));
    }

    private static Type? At(Endpoint? endpoint, string path)
    {
        var type = endpoint?.Metadata.GetMetadata<IAcceptsMetadata>()?.RequestType;
        foreach (var step in path.Split(['.', '['], StringSplitOptions.RemoveEmptyEntries))
            type = type is null ? null
                : step.EndsWith(']') ? Element(type)
                : type.GetProperty(step, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)?.PropertyType;
        return type;
    }

    private static string Members(Type? type) => type is null || type.IsAbstract ? "" : string.Join(", ", type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(member => member.CanWrite && member.GetCustomAttribute<JsonIgnoreAttribute>() is null)
        .Select(member => member.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name ?? JsonNamingPolicy.CamelCase.ConvertName(member.Name)));

    private static Type? Element(Type type) => type.GetElementType() ?? (type.GetGenericArguments() is [.., var last] ? last : null);

    private static LocalizedText Of(Type? type)
    {
        if (type is null)
            return Other;
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain.IsArray)
            plain = plain.GetElementType()!; // a query that may name several
        plain = Nullable.GetUnderlyingType(plain) ?? plain;
        if (plain.IsGenericType && plain.GetGenericTypeDefinition() == typeof(Named<>))
            plain = plain.GetGenericArguments()[0];
        return plain switch
        {
            { IsEnum: true } => FieldTexts.OneOf(Enum.GetNames(plain).Select(JsonNamingPolicy.CamelCase.ConvertName)),
            _ when plain == typeof(Guid) => Id,
            _ when plain == typeof(DateTimeOffset) => Time,
            _ when plain == typeof(DateOnly) => Day,
            _ when plain == typeof(bool) => YesOrNo,
            _ when plain == typeof(int) || plain == typeof(long) => WholeNumber,
            _ when plain == typeof(double) || plain == typeof(decimal) => Number,
            _ => Other,
        };
    }
}

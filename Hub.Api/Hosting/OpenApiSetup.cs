using System.Collections.Concurrent;
using System.Text.Json.Serialization.Metadata;
using Hub.Api.Auth;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hub.Api.Hosting;

internal static class OpenApiSetup
{
    private static readonly ConcurrentDictionary<string, Type> Named = new(StringComparer.Ordinal);

    public static void Configure(OpenApiOptions options)
    {
        options.CreateSchemaReferenceId = SchemaName;
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo { Title = "Hub", Version = "v1" };
            document.Servers?.Clear(); // the address of whoever asked is not part of the contract
            document.Components ??= new OpenApiComponents();
            document.Components.SecuritySchemes ??= new Dictionary<string, IOpenApiSecurityScheme>();
            document.Components.SecuritySchemes["apiKey"] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer" };
            document.Components.SecuritySchemes["session"] = new OpenApiSecurityScheme
            {
                Type = SecuritySchemeType.ApiKey,
                In = ParameterLocation.Cookie,
                Name = SessionCookie.Name,
            };
            return Task.CompletedTask;
        });
        options.AddSchemaTransformer((schema, _, _) =>
        {
            // What calls refuse, answers may have one day: programs that were made from the document must not break by it.
            schema.AdditionalPropertiesAllowed = true;
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.Description = context.Description.ActionDescriptor.EndpointMetadata.OfType<AccessRule>().FirstOrDefault() switch
            {
                { Permission: { } name } => $"Permission: `{name}`",
                { Who: AccessKind.Member } => "For signed-in members.",
                { Who: AccessKind.Anybody } => "For anybody.",
                _ => operation.Description,
            };
            return Task.CompletedTask;
        });
    }

    // Every slice has its own Request and Response. By their bare names, which is the default, the first one's shape would stand for all.
    private static string? SchemaName(JsonTypeInfo info)
    {
        if (OpenApiOptions.CreateDefaultSchemaReferenceId(info) is null)
            return null;
        var type = Nullable.GetUnderlyingType(info.Type) ?? info.Type;
        var name = Name(type);
        return Named.GetOrAdd(name, type) == type ? name : throw new InvalidOperationException($"Two types are called {name} in the API.");
    }

    private static string Name(Type type)
    {
        var own = type.Name.Split('`')[0];
        if (type.IsGenericType)
            return $"{own}Of{string.Concat(type.GetGenericArguments().Select(Name))}";
        return type.DeclaringType is { } slice ? slice.Name + own : own;
    }
}

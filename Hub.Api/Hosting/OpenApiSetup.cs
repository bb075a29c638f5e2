using Hub.Api.Auth;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Hub.Api.Hosting;

internal static class OpenApiSetup
{
    public static void Configure(OpenApiOptions options)
    {
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
}

using System.Reflection;
using System.Runtime.Loader;
using Hub.Connectors.Abstractions;

namespace Hub.Connectors.Catalog;

/// <summary>
/// Where one plugin's code lives. It shares the contract with the host and brings everything else itself, so that two plugins may use
/// different versions of a library. Not a security boundary: .NET has none inside a process. Never unloaded, since one reflection-mode
/// serialiser or one timer of the plugin would pin it anyway.
/// </summary>
internal sealed class PluginLoadContext(string assemblyPath)
    : AssemblyLoadContext(Path.GetFileNameWithoutExtension(assemblyPath), isCollectible: false)
{
    public static readonly string Contract = typeof(IConnector).Assembly.GetName().Name!;

    private readonly AssemblyDependencyResolver _resolver = new(assemblyPath);

    protected override Assembly? Load(AssemblyName assemblyName)
    {
        var name = assemblyName.Name!;
        if (name == Contract || name == "Microsoft.Extensions.Logging.Abstractions")
            return null; // The host's own: types are equal only when they come from the same assembly instance.
        if (_resolver.ResolveAssemblyToPath(assemblyName) is { } path)
            return LoadFromAssemblyPath(path);
        return name.StartsWith("Hub.", StringComparison.Ordinal)
            ? throw new FileNotFoundException("A plugin sees nothing of the hub but the contract.", name)
            : null;
    }

    protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
        _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
}

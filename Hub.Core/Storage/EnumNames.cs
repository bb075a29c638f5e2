using System.Collections.Concurrent;
using System.Collections.Frozen;

namespace Hub.Core.Storage;

/// <summary>
/// How enums are kept: by name. While two versions run side by side the older one meets names that only the newer one knows. It reads each as
/// a value that equals none of its own, so that no lane takes such a row and no list fails on it; shows it as it is, and writes it back so.
/// </summary>
public static class EnumNames
{
    // Far below what an enum of ours counts from, and so below what it counts to.
    private const int FirstOfNewer = int.MinValue;
    private static readonly ConcurrentDictionary<Enum, string> Newer = new();

    public static string Of(Enum value) => Newer.TryGetValue(value, out var name) ? name : value.ToString();

    public static string Of<T>(T value) where T : struct, Enum => Names<T>.Known.TryGetValue(value, out var name) ? name : Of((Enum)value);

    /// <param name="name">In any case: JSON begins with a small letter.</param>
    public static T Read<T>(string name) where T : struct, Enum => Find<T>(name) ?? Names<T>.Read(name);

    /// <returns>Null for what this version does not know.</returns>
    public static T? Find<T>(string name) where T : struct, Enum => Names<T>.Values.TryGetValue(name, out var value) ? value : null;

    public static bool IsKnown<T>(T value) where T : struct, Enum => Names<T>.Known.ContainsKey(value);

    private static class Names<T> where T : struct, Enum
    {
        public static readonly FrozenDictionary<T, string> Known = Enum.GetValues<T>().ToFrozenDictionary(value => value, value => value.ToString());
        public static readonly FrozenDictionary<string, T> Values =
            Known.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.OrdinalIgnoreCase);

        private static readonly Dictionary<string, T> Others = new(StringComparer.Ordinal);
        private static readonly Lock Turn = new();

        public static T Read(string name)
        {
            name = name.Length > 0 ? char.ToUpperInvariant(name[0]) + name[1..] : name;
            lock (Turn)
            {
                if (Others.TryGetValue(name, out var known))
                    return known;
                var value = (T)Enum.ToObject(typeof(T), FirstOfNewer + Others.Count);
                Newer[value] = name; // before anybody can have the value
                return Others[name] = value;
            }
        }
    }
}

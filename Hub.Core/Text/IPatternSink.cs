namespace Hub.Core.Text;

interface IPatternSink
{
    /// <summary>A pattern ends before <paramref name="end"/>. False stops the scan.</summary>
    bool Found(KeywordPattern pattern, int end);
}

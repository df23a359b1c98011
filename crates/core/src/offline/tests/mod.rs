//! The copy as a whole: what is written is read again, whatever happens to the file.

mod fixture;
mod lists;
mod writing;
